"""The questions of a round as tasks: asked of people and groups, closed when others have decided.

Each is a task like any other, so that inboxes, letters, claims and the API know it.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from app.catalogue.rules.course import Course, Leg
from app.db import ask, now, ring, session, table
from app.models.approval_question import ApprovalQuestion
from app.models.approval_round import ApprovalRound
from app.models.request import Request
from app.models.task import Task
from app.operations import openings, reasons
from app.operations.assignment import Offer
from app.operations.reasons import Because
from workflows import step as engine
from workflows.values import dumps, loads

OPEN = Task.state == "open"


def kept(task: engine.Task, opened: datetime) -> str:
    """What of the engine's task its questions need, as JSON text."""
    due = None if task.due is None else int((task.due - opened).total_seconds())
    return dumps(
        {
            "name": task.name or task.element,
            "process": task.process,
            "scope": task.scope,
            "form": task.form,
            "priority": task.priority,
            "properties": task.properties,
            "due": due,
        }
    )


def ask_for(row: ApprovalRound, request: Request, course: Course, leg: Leg, found: Offer) -> list[Task]:
    """The tasks of a leg: one for all where the first answer counts, else one for each who has not answered."""
    if leg.shared:
        return [_ask(row, request, course, leg, found, None)]
    busy = _asked(row.id)
    people = {p.id: p for p in (found.assignee, *found.people, *found.members) if p is not None}
    made = []
    for seat in leg.seats:
        if seat not in leg.answers and seat not in busy:
            because = found.because if found.assignee else ()
            alone = Offer("approval", assignee=people[seat], rule=found.rule, because=because)
            made.append(_ask(row, request, course, leg, alone, seat))
    return made


def _ask(row: ApprovalRound, request: Request, course: Course, leg: Leg, found: Offer, seat: int | None) -> Task:
    said: dict[str, Any] = loads(row.task)
    course.count += 1
    due = None if said["due"] is None else now() + timedelta(seconds=int(said["due"]))
    properties = {**said["properties"], **_of_rule(leg, course)}
    made = Task(
        instance_id=row.instance_id,
        request_id=row.request_id,
        engine_id=f"{row.engine_id}:{course.count}",
        element=row.element,
        process=said["process"],
        scope=said["scope"],
        name=said["name"][:300],
        stage=(leg.rule.title or str(properties.get("stage") or ""))[:300],
        internal=str(properties.get("internal", "")).lower() == "true",
        kind="approval",
        form=said["form"],
        properties=dumps(properties),
        priority=said["priority"],
        group_id=found.group.id if found.group else None,
        assignee_id=found.assignee.id if found.assignee else None,
        **reasons.kept(found.because),
        created_at=now(),
        due_at=due,
    )
    openings.write(made, request, found, leg.seats)
    ask(insert(table(ApprovalQuestion)), {"task_id": made.id, "round_id": row.id, "rule": leg.rule.id, "seat_id": seat})
    return made


def _of_rule(leg: Leg, course: Course) -> dict[str, Any]:
    """What the form and the record of the decision know of the rule."""
    rule, total = leg.rule, course.sum
    money = {"amount": {"amount": total.amount, "currency": total.currency}} if total else {}
    return {**money, "asked": {"rule": rule.id, "title": rule.title, "justify": rule.justify}, "approver": rule.who}


def _asked(round_id: int) -> set[int]:
    """Who has a question of the round by name that is still open."""
    query = select(ApprovalQuestion.seat_id).join(Task, Task.id == ApprovalQuestion.task_id)
    found = session().scalars(query.where(ApprovalQuestion.round_id == round_id, OPEN))
    return {seat for seat in found if seat is not None}


def close(row: ApprovalRound, course: Course, *, everything: bool, by: str) -> int:
    """Take back the questions that nobody need answer any more. Returns how many."""
    waiting = {leg.rule.id: leg for leg in course.legs if leg.state == "asked"}
    wanted = {seat for leg in waiting.values() for seat in leg.seats if seat not in leg.answers}
    query = select(ApprovalQuestion, Task).join(Task, Task.id == ApprovalQuestion.task_id)
    gone = []
    for question, task in session().execute(query.where(ApprovalQuestion.round_id == row.id, OPEN)):
        needed = question.seat_id in wanted if question.seat_id is not None else question.rule in waiting
        if everything or not needed:
            gone.append(task)
    for task in gone:
        task.state, task.completed_at = "cancelled", now()
        reasons.keep(task, Because("others", by))
        task.version += 1
        ring(f"task:{task.id}")
        ring(f"inbox:{task.assignee_id}" if task.assignee_id else f"group:{task.group_id}")
    return len(gone)


def cancel(round_ids: list[int]) -> None:
    """Their diagram has gone another way: nothing of these rounds waits any more."""
    ask(CANCEL, {"rounds": round_ids})


CANCEL = (
    update(Task)
    .where(
        Task.state == "open",
        Task.id.in_(
            select(ApprovalQuestion.task_id).where(ApprovalQuestion.round_id.in_(bindparam("rounds", expanding=True)))
        ),
    )
    .values(state="cancelled")
    .execution_options(synchronize_session=False)
)
