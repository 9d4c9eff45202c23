"""Add work to a running request: a second opinion, work, an answer or an approval, of a group or a person beside the
task that one has. It is a task in their inbox with a form of the house, and stands beside the instance.

A question (questions.py) is something smaller: words to somebody who sees the request, for which nothing waits.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.catalogue import house_forms
from app.db import now, ring, session
from app.errors import Conflict, Forbidden, InvalidForm, NotFound
from app.language import gettext as _
from app.models.added_work import KINDS, AddedWork
from app.models.group import Group
from app.models.task import ADDED, Task
from app.operations import added_work, journal, new_tasks, seen
from app.operations.locked_tasks import locked, must_be_open
from app.operations.locking import Locked
from app.operations.people import find
from app.operations.permissions import Actor, may_act
from workflows import step as engine

MOST_OPEN = 10
LONGEST = 4000
NAME = 100


@dataclass(frozen=True)
class Wish:
    """`whom`: group:KEY or person:LOGIN. `kind`: work, opinion, answer, approval. `due`: when it is wanted.

    `name`: what the task is called; without one, the first words of the text.
    """

    whom: str
    text: str
    kind: str = "work"
    name: str = ""
    due: datetime | None = None
    blocking: bool = True
    internal: bool = False


def add(actor: Actor, task_id: int, wish: Wish) -> AddedWork:
    """Put the work into their inbox. Raises NotFound, AlreadyDone, Conflict, Forbidden, InvalidForm."""
    held, task = locked(actor, task_id)
    must_be_open(task)
    if not may_act(actor, task):
        raise Forbidden(_("Only who has the task can add work to it. Take it first."))
    if task.added:
        raise Conflict(_("This was added itself. Ask from it, or finish it."))
    if held.request.state == "suspended":
        raise Conflict(_("This request is suspended."))
    _check(actor, held, wish)
    if len(added_work.open_of(task.id)) >= MOST_OPEN:
        raise InvalidForm({"text": _("Enough was added here already. Wait for it first.")})
    opening = new_tasks.Opening(held.instance, held.request, held.definition)
    opened = opening.open(_drawn(task, wish))
    opening.begin()
    made = AddedWork(
        request_id=task.request_id,
        task_id=opened.id,
        beside_id=task.id,
        by_id=actor.id,
        item=task.process or held.definition.key,
        element=task.element,
        kind=wish.kind,
        blocking=wish.blocking,
        text=wish.text.strip(),
    )
    made.task, made.beside = opened, task
    session().add(made)
    session().flush()
    added_work.list_also(held.instance, opened.engine_id)
    facts = {**journal.of_task(opened), "element": task.element, "beside": task.id, "blocking": wish.blocking}
    text = f"Added work: {opened.name}."
    journal.write(task.request_id, actor.login, "added.asked", text, kind_of=wish.kind, internal=wish.internal, **facts)
    ring(f"request:{task.request_id}")
    ring(f"task:{task.id}")
    seen.mark(actor, task.request_id, task.id)
    return made


def take_back(actor: Actor, task_id: int) -> AddedWork:
    """Whoever asked for it, or has the task beside it, needs it no more. Raises NotFound, Forbidden, AlreadyDone."""
    found = session().scalar(select(AddedWork).where(AddedWork.task_id == task_id))
    if found is None:
        raise NotFound()
    held, beside = locked(actor, found.beside_id)
    session().refresh(found.task)
    must_be_open(found.task)
    if found.by_id != actor.id and not may_act(actor, beside):
        raise Forbidden(_("Only who added it can take it back."))
    added_work.unlist(held.instance, {found.task.engine_id})
    added_work.over(found, held.request, actor.login)
    return found


def _check(actor: Actor, held: Locked, wish: Wish) -> None:
    wrong: dict[str, str] = {}
    if not wish.text.strip():
        wrong["text"] = _("Say what is to be done.")
    elif len(wish.text) > LONGEST:
        wrong["text"] = _("This is too long; attach it as a file.")
    if wish.kind not in KINDS:
        wrong["kind"] = _("Choose what you ask for.")
    if wish.due is not None and wish.due <= now():
        wrong["due"] = _("Choose a day that is still to come.")
    who = _whom(actor, held, wish)
    if who:
        wrong["whom"] = who
    if wrong:
        raise InvalidForm(wrong)


def _whom(actor: Actor, held: Locked, wish: Wish) -> str:
    """Why it cannot be asked of them, or nothing."""
    sort, _colon, key = wish.whom.partition(":")
    if sort == "group":
        known = session().scalar(select(Group.id).where(Group.key == key, Group.active))
        return "" if known else _("Choose a group or a person.")
    person = find(key) if sort == "person" else None
    if person is None:
        return _("Choose a group or a person.")
    if person.id == actor.id:
        return _("Choose somebody else who works here.")
    if person.id in (held.request.requester_id, held.request.requested_for_id):
        return _("It is %(name)s's own request: ask them a question instead.", name=person.name)
    return ""


def _drawn(task: Task, wish: Wish) -> engine.Task:
    """The task as the engine would have told it, had the diagram had it."""
    sort, _colon, key = wish.whom.partition(":")
    login = found.login if sort == "person" and (found := find(key)) else ""
    approval = wish.kind == "approval"
    properties = {"kind": "approval" if approval else "fulfilment", "internal": "true" if wish.internal else "false"}
    if approval:
        properties["approver"] = f"person:{login}" if login else wish.whom
    count = select(func.count()).select_from(AddedWork).where(AddedWork.request_id == task.request_id)
    return engine.Task(
        id=f"{ADDED}{(session().scalar(count) or 0) + 1}",
        element=f"{ADDED}{task.element}",
        new=True,
        name=_name(wish),
        process=task.process,
        form=house_forms.DECIDE if approval else house_forms.ANSWER,
        assignee=login or None,
        groups=(key,) if sort == "group" else (),
        due=wish.due,
        priority=task.priority,
        properties=properties,
        scope=task.scope,
    )


def _name(wish: Wish) -> str:
    first = " ".join((wish.name.strip() or wish.text.strip()).splitlines()[0].split())
    return first if len(first) <= NAME else first[: NAME - 1].rstrip() + "…"
