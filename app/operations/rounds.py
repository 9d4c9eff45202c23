"""Rounds: a rule set walked for one engine task, question by question, until its rules have an answer.

Called by whoever holds the instance's row. The engine sees one task that is open until then; runs no engine itself.
"""

from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update

from app.beside import keeps
from app.catalogue.rules import course as courses
from app.catalogue.rules import sums
from app.catalogue.rules.course import Course
from app.db import ask, now, session
from app.errors import Conflict
from app.language import gettext as _
from app.models.approval import Approval
from app.models.approval_question import ApprovalQuestion
from app.models.approval_round import ApprovalRound
from app.models.instance import Instance
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import approvers, ballots, house, journal, rulebook, walking
from app.operations.approvers import Situation
from workflows import scopes
from workflows import step as engine
from workflows.definition import Definition
from workflows.record import Record
from workflows.values import dumps, loads

AT_ONCE = 50  # a task that rules decide at once so often in one transaction stands in a circle: somebody is asked
keeps("rounds", dict)


class Question(NamedTuple):
    """A task's place in its round."""

    round: ApprovalRound
    rule: str
    seat: int | None


def begin(instance: Instance, request: Request, definition: Definition, task: engine.Task) -> dict[str, Any] | None:
    """Open the round of an engine task that names a rule set. Returns its answer when nobody needs to be asked."""
    here = _situation(instance, request, definition, task.scope)
    process = task.process or definition.key
    found = rulebook.rule_set(instance.version_id, process, str(task.properties["rules"]))
    total = sums.read(here.value(found.amount), found.currency)
    course = courses.begin([one for one in found.rules if approvers.applies(one, here)], total)
    if not course.legs or _in_a_circle(instance, task):
        course.legs = [walking.last(task.name or task.element)]
    row = ApprovalRound(
        instance_id=instance.id,
        request_id=request.id,
        engine_id=task.id,
        element=task.element,
        version_id=instance.version_id,
        rules=str(task.properties["rules"])[:100],
        task=ballots.kept(task, now()),
        course=dumps(courses.kept(course)),
        given="{}",
        opened_at=now(),
    )
    session().add(row)
    session().flush()
    walk = walking.Walk(row, request, course, here)
    walking.go(walk)
    return _answer(walk, "", "rule")


def question_of(task_id: int) -> Question | None:
    """The round that a task is a question of."""
    query = select(ApprovalRound, ApprovalQuestion.rule, ApprovalQuestion.seat_id)
    query = query.join(ApprovalQuestion, ApprovalQuestion.round_id == ApprovalRound.id)
    found = session().execute(query.where(ApprovalQuestion.task_id == task_id)).one_or_none()
    return Question(*found) if found else None


def answer(
    question: Question,
    instance: Instance,
    definition: Definition,
    task: Task,
    person: Person,
    given: dict[str, Any],
) -> dict[str, Any] | None:
    """Count the decision in `given`. Returns the round's answer for the engine once there is one, else None.

    The task itself is completed already, and the decision recorded.
    """
    row = question.round
    request = task.request
    walk = walking.Walk(
        row, request, courses.taken_up(loads(row.course)), _situation(instance, request, definition, task.scope)
    )
    _check_own_seat(walk.course, question, person)
    decision = str(given["decision"])
    row.given = dumps({**loads(row.given), **given})
    if decision != "change":
        _count(walk.course, question, person, decision)
        walking.go(walk)
    said = decision if decision == "change" else walk.course.decided()
    closed = ballots.close(row, walk.course, everything=bool(said), by=person.name)
    if closed:
        text = f"{closed} more had been asked; that is not needed any more."
        journal.write(request.id, "laneway", "approval.closed", text, count=closed, round=row.id)
    return _answer(walk, said, person.login)


def cancel(instance_id: int, gone: list[str]) -> None:
    """The engine does not wait for these tasks any more: neither do their questions."""
    found = session().scalars(WAITING, {"instance": instance_id, "gone": gone}).all()
    if found:
        ask(CANCEL, {"ids": list(found), "at": now()})
        ballots.cancel(list(found))


WAITING = select(ApprovalRound.id).where(
    ApprovalRound.instance_id == bindparam("instance"),
    ApprovalRound.engine_id.in_(bindparam("gone", expanding=True)),
    ApprovalRound.state == "open",
)
CANCEL = (
    update(ApprovalRound)
    .where(ApprovalRound.id.in_(bindparam("ids", expanding=True)))
    .values(state="cancelled", closed_at=bindparam("at"))
    .execution_options(synchronize_session=False)
)


def _situation(instance: Instance, request: Request, definition: Definition, scope: str) -> Situation:
    properties = definition.process.properties
    variables = scopes.visible(Record.read(instance.variables), scope)
    zone = properties.get("timezone") or house.config().timezone
    return Situation(request, properties.get("owner", ""), variables, now(), zone, definition.decisions)


def _in_a_circle(instance: Instance, task: engine.Task) -> bool:
    counts: dict[tuple[int, str], int] = session().info["rounds"]
    key = (instance.id, task.element)
    counts[key] = counts.get(key, 0) + 1
    return counts[key] % AT_ONCE == 0


def _check_own_seat(course: Course, question: Question, person: Person) -> None:
    """Two answers of one rule are those of two people. Raises Conflict."""
    for leg in course.legs:
        mine = leg.rule.id == question.rule and leg.state == "asked" and person.id in leg.seats
        if mine and question.seat is not None and question.seat != person.id:
            raise Conflict(_("This rule asks you yourself, so somebody else has to stand in here."))


def _count(course: Course, question: Question, person: Person, decision: str) -> None:
    """The answer to one question is also that of whoever gave it to the other rules that wait for them."""
    own = question.seat or person.id
    for leg in course.legs:
        if leg.state != "asked":
            continue
        is_asked = leg.rule.id == question.rule and (own in leg.seats or question.seat is None)
        if is_asked:
            leg.answers[own] = decision
        for seat in {own, person.id} & set(leg.seats):
            if not is_asked or seat == own:
                leg.answers.setdefault(seat, decision)


def _answer(walk: walking.Walk, said: str, by: str) -> dict[str, Any] | None:
    """Keep how far it is; the answer for the engine where there is one."""
    row = walk.row
    row.course = dumps(courses.kept(walk.course))
    said = said or walk.course.decided()
    if not said:
        return None
    row.state, row.decision, row.closed_at = "decided", said, now()
    given: dict[str, Any] = loads(row.given)
    return {"reason": None, **given, "decision": said, "decided_by": by, "approvals": _approvals(row)}


def _approvals(row: ApprovalRound) -> list[dict[str, Any]]:
    """Who decided what in this round, for the process."""
    query = (
        select(Approval, Person.login)
        .join(ApprovalQuestion, ApprovalQuestion.task_id == Approval.task_id)
        .join(Person, Person.id == Approval.person_id)
        .where(ApprovalQuestion.round_id == row.id)
        .order_by(Approval.id)
    )
    return [
        {"rule": one.rule, "person": login, "decision": one.decision, "reason": one.reason}
        for one, login in session().execute(query)
    ]
