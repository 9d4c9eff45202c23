"""Who would be asked, if everybody says yes: for the preview of rules, and for what comes next on a request.

Walks the same rules with the same people as a round does. Only reads; asks nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.catalogue.rules import RuleSet, sums
from app.catalogue.rules.course import Course, Leg, begin, is_automatic
from app.catalogue.rules.quorum import needed
from app.catalogue.rules.ruleset import Rule
from app.catalogue.rules.sums import Sum
from app.db import session
from app.models.person import Person
from app.operations import approvers, assignment
from app.operations.approvers import Situation
from app.operations.assignment import Offer

MOST = 60  # legs, climbs included


@dataclass(frozen=True)
class Foreseen:
    """One rule's turn. `state`: asked, automatic (the rule itself says yes), counted (who is meant has said yes).

    `who`: names of people, or of a group; `wanted` of `of` must agree; `limit`: up to which its yes suffices.
    """

    rule: str
    title: str
    state: str
    who: tuple[str, ...] = ()
    wanted: int = 1
    of: int = 1
    limit: Sum | None = None


def foresee(rules: RuleSet, here: Situation) -> list[Foreseen]:
    """The whole way of an order that is not made yet."""
    total = sums.read(here.value(rules.amount), rules.currency)
    return following(begin([one for one in rules.rules if approvers.applies(one, here)], total), here)


def following(course: Course, here: Situation) -> list[Foreseen]:
    """What is ahead; what is asked now counts as a yes. The course is walked to its end: give a copy."""
    told: list[Foreseen] = []
    yes: set[int] = set()
    for leg in [leg for leg in course.legs if leg.state in ("asked", "approved")]:
        _agree(course, leg, yes, leg.seats if leg.state == "asked" else list(leg.answers))
    while len(told) < MOST:
        turn = [leg for leg in course.batch() if leg.state == "ahead"]
        if turn:
            told += [line for leg in turn if (line := _line(course, leg, here, yes))]
        elif course.beyond() and not course.last_resort:
            course.last_resort = True
            course.legs.append(Leg(Rule(id="R0", who="manager", title="Beyond all limits"), final=True))
        else:
            break
    return told


def _line(course: Course, leg: Leg, here: Situation, yes: set[int]) -> Foreseen | None:
    rule = leg.rule
    if leg.is_limited and course.suffices():
        leg.state = "skipped"
        return None
    if is_automatic(rule, course.sum):
        leg.state, leg.suffices = "approved", True
        return Foreseen(rule.id, rule.title, "automatic", limit=_of(rule.automatic, course.sum))
    found = approvers.last_resort(rule, here) if leg.final else approvers.found(leg, here, course.sum)
    people = [found.assignee] if found.assignee else [*found.members, *found.people]
    leg.seats = list(dict.fromkeys(person.id for person in people if person))
    shared = found.assignee is None and rule.quorum == "first"
    wanted = 1 if shared else needed(rule.quorum, rule.of, max(1, len(leg.seats)))
    known = [seat for seat in leg.seats if seat in yes]
    limit = _of(rule.limits, course.sum) or _limit(found, course.sum)
    state = "counted" if len(known) >= wanted else "asked"
    _agree(course, leg, yes, [] if shared else leg.seats)
    return Foreseen(rule.id, rule.title, state, _names(found, shared), wanted, len(leg.seats), limit)


def _agree(course: Course, leg: Leg, yes: set[int], seats: Sequence[int]) -> None:
    leg.state = "approved"
    yes |= set(seats)
    if leg.is_limited:
        leg.suffices = sums.within(leg.rule.limits, course.sum)
    elif leg.rule.climb and course.sum is not None and not leg.suffices:
        people = [person for seat in leg.seats if (person := session().get(Person, seat))]
        leg.suffices = leg.final or any(_may(person, course.sum) for person in people)
        at = course.legs.index(leg) + 1
        is_climbed = at < len(course.legs) and course.legs[at].rule.id == leg.rule.id
        if not leg.suffices and people and not is_climbed:
            course.legs.insert(at, Leg(leg.rule, below=people[0].id))


def _may(person: Person, total: Sum) -> bool:
    limit = assignment.limit_of(person, total.currency)
    return limit is not None and limit >= total.amount


def _names(found: Offer, shared: bool) -> tuple[str, ...]:
    if found.assignee:
        return (found.assignee.name,)
    if shared and found.group:
        return (found.group.called,)
    return tuple(person.name for person in (*found.members, *found.people))


def _of(limits: object, total: Sum | None) -> Sum | None:
    if total is None or not isinstance(limits, dict) or total.currency not in limits:
        return None
    return Sum(limits[total.currency], total.currency)


def _limit(found: Offer, total: Sum | None) -> Sum | None:
    if total is None or found.assignee is None:
        return None
    limit = assignment.limit_of(found.assignee, total.currency)
    return Sum(limit, total.currency) if limit is not None else None
