"""What one must know before deciding: for whom, how much, and what the order says. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.catalogue.forms.showing import Shown
from app.db import session
from app.errors import NotFound
from app.models.instance import Instance
from app.models.request import Request
from app.models.task import Task
from app.operations import secret_answers
from app.operations.permissions import Actor, see_request, see_task
from app.queries.start_forms import said
from app.queries.turns import turn_of
from workflows import scopes
from workflows.record import Record
from workflows.values import loads

WHY = ("reason", "why", "justification", "purpose", "need")
SUMS = ("amount", "cost", "price")


@dataclass(frozen=True)
class Gist:
    """`amount`: {amount, currency}, a number, or None; `form`: the start form's schema; `answers`: what was ordered;
    `outcome`: how the request ended, "" while it runs; `finished_by`: who completed the task, by name;
    `turn`: which one of a list it is about, where the step is done for each.
    """

    number: str
    title: str
    item: str
    requester: str
    requested_for: str
    department: str
    cost_centre: str
    ordered_at: datetime
    amount: Any
    form: dict[str, Any] | None
    answers: dict[str, Any]
    requested_for_login: str = ""
    outcome: str = ""
    finished_by: str = ""
    turn: str = ""


def of_task(actor: Actor, task_id: int, language: str) -> Gist:
    """The order behind a task. Raises NotFound where the reader may not see the task."""
    task: Task = see_task(actor, task_id)
    request: Request = task.request
    instance = session().get_one(Instance, task.instance_id)
    person = request.requested_for
    return Gist(
        request.number,
        request.title,
        request.item,
        request.requester.name,
        person.name,
        person.department,
        person.cost_centre,
        request.created_at,
        _amount(instance, task),
        said(instance.version_id, language),
        secret_answers.values(request.version_id, loads(request.answers)),
        person.login,
        request.outcome or "",
        task.completed_by.name if task.completed_by else "",
        turn_of(instance, task),
    )


@dataclass(frozen=True)
class Brief:
    """One line of a list to decide: the sum, or None, and why it is wanted, in the requester's words."""

    amount: Any
    why: str


def briefs(tasks: Iterable[int]) -> dict[int, Brief]:
    """Of these tasks, which the reader has been shown already, in one statement."""
    query = select(Task, Request, Instance).join(Request, Task.request_id == Request.id)
    rows = session().execute(query.join(Instance, Task.instance_id == Instance.id).where(Task.id.in_(list(tasks))))
    return {task.id: Brief(_amount(instance, task), _reason(request)) for task, request, instance in rows}


def _reason(request: Request) -> str:
    answers = secret_answers.values(request.version_id, loads(request.answers))
    return next((answers[key] for key in WHY if isinstance(answers.get(key), str)), "")


def request_of(actor: Actor, task_id: int) -> str:
    """The number of a task's request, for whoever may see that and no longer the task. Raises NotFound."""
    task = session().get(Task, task_id)
    if task is None:
        raise NotFound()
    return see_request(actor, task.request_id).number


def why(told: list[Shown]) -> Shown | None:
    """The answer that says why it is wanted."""
    return next((one for one in told if one.key in WHY), None)


def rest(told: list[Shown], gist: Gist) -> list[Shown]:
    """The answers that neither title, sum nor reason say already."""
    first = why(told)
    return [one for one in told if one is not first and not _is_said(one, gist)]


def _is_said(one: Shown, gist: Gist) -> bool:
    return one.text.strip() == gist.title.strip() or (one.key in SUMS and gist.answers.get(one.key) == gist.amount)


def _amount(instance: Instance, task: Task) -> Any:
    """The sum in question: the variable `amount` as the task sees it, else the root's `cost`."""
    seen = scopes.visible(Record.read(instance.variables), task.scope if task.state == "open" else scopes.ROOT)
    return next((seen[name] for name in SUMS if _is_sum(seen.get(name))), None)


def _is_sum(value: Any) -> bool:
    amount = value.get("amount") if isinstance(value, dict) else value
    return amount is not None and not isinstance(amount, (bool, str, list))
