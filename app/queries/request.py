"""One request whole, as its reader may see it. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from app.db import after_all, ahead, ask, session
from app.loading import Objects
from app.models.call import Call
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.request import Request
from app.models.task import Task
from app.models.timer import Timer
from app.operations import definitions, just_made, secret_answers
from app.operations.foreseeing import Foreseen
from app.operations.just_made import JustMade
from app.operations.permissions import Actor, is_party, may_see_task, see_request, sees_internal
from app.operations.roles import MANAGERS, OVERSEERS
from app.queries import others, rounds, suspensions
from app.queries.incidents import IncidentLine
from app.queries.incidents import line as incident_line
from app.queries.requests import RequestLine, line
from app.queries.stages import Stage, stages
from app.queries.suspensions import Stop
from app.queries.task_people import Coming, load_people, with_commit
from app.queries.tasks import TaskLine
from app.queries.tasks import lines as task_lines
from workflows import scopes
from workflows.definition import Definition
from workflows.record import Record
from workflows.values import loads
from workflows.worked_out import worked_out

LIVE = ("ready", "leased", "paused")
#: The tasks of a request, and whether anything is to be read beside them (others.py); mostly nothing is.
TASKS = Objects(select(Task, others.WITH).where(Task.request_id == bindparam("request")).order_by(Task.id))
TIMERS = (
    select(Timer.id, Timer.element, Timer.run_at)
    .where(Timer.request_id == bindparam("request"), Timer.state.in_(LIVE))
    .order_by(Timer.run_at, Timer.id)
)
#: Elements whose stages are told by tasks.
PEOPLES = ("userTask", "manualTask", "callActivity", "subProcess")


@dataclass(frozen=True)
class TimerLine:
    """A timer that the request waits for."""

    id: int
    element: str
    due_at: datetime


@dataclass(frozen=True)
class RequestPage:
    """One request whole. `answers`: what the requester filled in; `variables`: the root scope now.

    `is_party`: the reader asked for it or gets it; `reached`: element and flow ids passed, for the diagram.
    """

    line: RequestLine
    version: int
    version_id: int
    stages: list[Stage]
    tasks: list[TaskLine]
    timers: list[TimerLine]
    incidents: list[IncidentLine]
    variables: dict[str, Any]
    answers: dict[str, Any]
    stars: int | None
    rating: str
    is_party: bool
    sees_internal: bool
    reached: list[str]
    stop: Stop | None = None


@dataclass
class Changed:
    """A request, and what was found of it when all was written: rows of TASKS and TIMERS."""

    row: Request
    instance: Instance
    named: Coming
    tasks: list[Any] | None = None
    timers: list[Any] = field(default_factory=list)

    def hear_tasks(self, rows: Iterable[Any]) -> None:
        """The answer of TASKS."""
        self.tasks = list(rows)

    def hear_timers(self, rows: Iterable[Any]) -> None:
        """The answer of TIMERS."""
        self.timers = list(rows)

    def made(self) -> JustMade | None:
        """None where nothing was heard yet."""
        if self.tasks is None:
            return None
        self.named.arrive()
        found = TASKS.made(session(), self.tasks)
        return JustMade(self.row.id, *_with_beside(found), [tuple(one) for one in self.timers])


def one(actor: Actor, number: str | int) -> RequestPage:
    """The request with all that the reader may know. Raises NotFound."""
    row = see_request(actor, number)
    return whole(actor, row, session().scalars(select(Instance).where(Instance.request_id == row.id)).one())


def just_ordered(actor: Actor, row: Request) -> RequestPage:
    """A request that this transaction has made, from the rows at hand."""
    held = session().info.get("held")
    if held is None or held.request_id != row.id:
        return one(actor, row.id)
    return whole(actor, row, held, just_made.known(row.id))


def of_task(task: Task) -> Changed:
    """The request of a task that this transaction has worked on: what `as_it_stands` needs is asked with the commit."""
    instance = session().get_one(Instance, task.instance_id)
    found = Changed(task.request, instance, with_commit(task.request_id))
    after_all(TASKS.statement, {"request": task.request_id}, found.hear_tasks)
    if "timers" in loads(instance.waits):
        after_all(TIMERS, {"request": task.request_id}, found.hear_timers)
    return found


def as_it_stands(actor: Actor, changed: Changed) -> RequestPage:
    """What became of it. Before the commit, too: then all is asked."""
    return whole(actor, changed.row, changed.instance, changed.made())


def whole(actor: Actor, row: Request, instance: Instance, made: JustMade | None = None) -> RequestPage:
    """The same for rows at hand that the actor may see. Reads only what the instance waits for, and nothing of what was
    just `made`.
    """
    waits = loads(instance.waits)
    definition = definitions.parsed(instance.version_id)
    version = definitions.number(instance.version_id)
    if waits.get("timers") and made is None:
        ahead(TIMERS, {"request": row.id})
    tasks, with_others = (made.tasks, made.beside) if made else _tasks(row.id)
    load_people(tasks)
    inside = _works_on(actor, row, tasks) or sees_internal(actor, row)
    open_ones = [task for task in tasks if task.state == "open" and _shown(actor, task)]
    told = stages(
        definition, tasks, _calls(definition, row.id), ended=row.state == "ended" or instance.status == "withdrawing"
    )
    return RequestPage(
        line(row),
        version,
        instance.version_id,
        _with_approvals(told, row, instance),
        task_lines(open_ones, with_others),
        _timers(row.id, made) if waits.get("timers") else [],
        _incidents(actor, row) if row.state == "stuck" or waits.get("calls") else [],
        _variables(actor, row, instance, tasks, inside),
        secret_answers.values(row.version_id, loads(row.answers)),
        row.stars,
        row.rating,
        is_party(actor, row),
        inside,
        loads(instance.reached),
        suspensions.of_requests([row.id]).get(row.id) if row.state == "suspended" else None,
    )


def _calls(definition: Definition, request_id: int) -> list[Call]:
    """Calls that the requester hears of."""
    if not _tells_of_calls(definition):
        return []
    return list(session().scalars(select(Call).where(Call.request_id == request_id)))


@worked_out
def _tells_of_calls(definition: Definition) -> bool:
    """Most diagrams do not, and are not asked."""
    return any(e.properties.get("stage") and e.type not in PEOPLES for e in definition.elements.values())


def _shown(actor: Actor, task: Task) -> bool:
    """Whoever sees the request hears of every open step, or else a page would say that it waits for one group while
    three work on it; of internal ones only whom they concern."""
    return not task.internal or may_see_task(actor, task) or actor.has("desk")


def _works_on(actor: Actor, row: Request, tasks: list[Task]) -> bool:
    """Whoever has or had one of its tasks works on it, and need not be asked about."""
    return not is_party(actor, row) and any(actor.id in (task.assignee_id, task.completed_by_id) for task in tasks)


def _with_approvals(told: list[Stage], row: Request, instance: Instance) -> list[Stage]:
    """The approvals that rules will ask for come before what the diagram has ahead."""
    if row.state == "ended" or not any(stage.state == "current" for stage in told):
        return told
    found = [
        Stage(line.title or ", ".join(line.who), "ahead", ", ".join(line.who) or None, limit=_limit(line))
        for line in rounds.ahead(row, instance)
    ]
    at = next((place for place, stage in enumerate(told) if stage.state == "ahead"), len(told))
    return [*told[:at], *found, *told[at:]]


def _limit(line: Foreseen) -> dict[str, Any] | None:
    return {"amount": line.limit.amount, "currency": line.limit.currency} if line.limit else None


def _tasks(request_id: int) -> tuple[list[Task], set[int]]:
    """All of them, and the ids of those with anything to be read beside them."""
    return _with_beside(TASKS.ask(session(), {"request": request_id}))


def _with_beside(found: list[Any]) -> tuple[list[Task], set[int]]:
    return [task for task, _beside in found], {task.id for task, beside in found if beside}


def _timers(request_id: int, made: JustMade | None) -> list[TimerLine]:
    if made is not None:
        return [TimerLine(*one) for one in sorted(made.timers, key=lambda one: (one[2], one[0]))]
    return [TimerLine(row.id, row.element, row.run_at) for row in ask(TIMERS, {"request": request_id})]


def _incidents(actor: Actor, request: Request) -> list[IncidentLine]:
    query = select(Incident).where(Incident.request_id == request.id, Incident.state == "open").order_by(Incident.id)
    found = [incident_line(row) for row in session().scalars(query)]
    return found if actor.has(*OVERSEERS) else [one.without_cause() for one in found]


def _variables(actor: Actor, request: Request, instance: Instance, tasks: list[Task], inside: bool) -> dict[str, Any]:
    """The root scope; for the request's parties and watchers without what internal steps wrote."""
    root = secret_answers.values(instance.version_id, scopes.root(Record.read(instance.variables)))
    if inside or actor.has(*MANAGERS):
        return root
    given = loads(request.answers)
    hidden = {key for task in tasks if task.internal and task.answers for key in loads(task.answers)}
    return {key: value for key, value in root.items() if key not in hidden or key in given}
