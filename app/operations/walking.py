"""Walking a round's course as far as its answers reach: what is answered closes, whose turn it is is asked.

Called for an open round under the lock of its instance (rounds.py); never answers the engine.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.catalogue.rules import Rule, sums
from app.catalogue.rules import course as courses
from app.catalogue.rules.course import Course, Leg
from app.db import session
from app.models.approval_round import ApprovalRound
from app.models.person import Person
from app.models.request import Request
from app.operations import approvers, assignment, ballots, definitions, earlier_approvals, journal
from app.operations.approvers import Situation
from app.operations.assignment import Offer


@dataclass
class Walk:
    """A round on its way, with what its rules look at."""

    row: ApprovalRound
    request: Request
    course: Course
    here: Situation


def go(walk: Walk) -> None:
    """Go as far as the answers reach: close what is answered, ask whose turn it is."""
    course = walk.course
    while True:
        for leg in [leg for leg in course.legs if leg.state == "asked" and leg.verdict]:
            _close(walk, leg)
        if course.decided() == "reject":
            return
        turn = [leg for leg in course.batch() if leg.state == "ahead"]
        if not turn and not course.batch() and course.beyond() and not course.last_resort:
            course.last_resort = True
            course.legs.append(last("Beyond all limits"))
            continue
        if not turn:
            return
        for leg in turn:
            _ask(walk, leg)


def _ask(walk: Walk, leg: Leg) -> None:
    rule, course = leg.rule, walk.course
    if leg.is_limited and course.suffices():
        leg.state = "skipped"
        return
    if courses.is_automatic(rule, course.sum):
        leg.state, leg.suffices, leg.told = "approved", True, ["rule"]
        version = definitions.number(walk.row.version_id)
        text = f"Approved by rule {rule.id}, version {version}: {rule.title or rule.who}."
        _tell(walk, "approval.automatic", text, rule=rule.id, version=version, title=rule.title)
        return
    found = _found(walk, leg)
    leg.state = "asked"
    _count_earlier(walk, leg)
    if not leg.verdict:
        ballots.ask_for(walk.row, walk.request, course, leg, found)


def _found(walk: Walk, leg: Leg) -> Offer:
    here = walk.here
    found = approvers.last_resort(leg.rule, here) if leg.final else approvers.found(leg, here, walk.course.sum)
    leg.final = leg.final or found.rule == "fallback"
    leg.shared = found.assignee is None and (leg.rule.quorum == "first" or not (found.people or found.members))
    people = [found.assignee] if found.assignee else [*found.members, *found.people]
    leg.seats = list(dict.fromkeys(p.id for p in people if p is not None))
    return found


def _count_earlier(walk: Walk, leg: Leg) -> None:
    """Who has said yes to this request already is not asked again."""
    title = leg.rule.title or leg.rule.id
    for seat, found in earlier_approvals.approved(walk.request, leg, walk.here.context).items():
        facts: dict[str, Any] = {"rule": leg.rule.id, "title": title, "who": found.name, "approval": found.approval.id}
        if found.changed:
            _tell(walk, "approval.fell", f"Asked again: {title}.", **facts, changed=list(found.changed))
            continue
        leg.answers[seat] = "approve"
        if found.approval.decided_at < walk.row.opened_at:
            _tell(walk, "approval.stands", f"Still stands: {title}.", **facts)
        else:
            text = f"{found.name} has approved this request already: not asked again for “{title}”."
            _tell(walk, "approval.counted", text, **facts)


def _close(walk: Walk, leg: Leg) -> None:
    leg.state = "approved" if leg.verdict == "approve" else "rejected"
    yes = [seat for seat, said in leg.answers.items() if said == "approve"]
    people = list(session().scalars(select(Person).where(Person.id.in_(yes)))) if yes else []
    leg.told = sorted(person.name for person in people)
    total = walk.course.sum
    if leg.is_limited:
        leg.suffices = sums.within(leg.rule.limits, total)
    elif leg.rule.climb and leg.state == "approved" and total is not None:
        leg.suffices = leg.final or any(_may(person, total) for person in people)
        if not leg.suffices and people:
            at = walk.course.legs.index(leg) + 1
            walk.course.legs.insert(at, Leg(leg.rule, below=people[0].id))


def _may(person: Person, total: sums.Sum) -> bool:
    limit = assignment.limit_of(person, total.currency)
    return limit is not None and limit >= total.amount


def _tell(walk: Walk, kind: str, text: str, **data: Any) -> None:
    journal.write(walk.request.id, "laneway", kind, text, round=walk.row.id, element=walk.row.element, **data)


def last(name: str) -> Leg:
    """A leg that asks whoever is asked when rules find nobody."""
    return Leg(Rule(id="R0", who="manager", title=name), final=True)
