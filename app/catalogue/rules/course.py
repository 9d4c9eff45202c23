"""How far a round is: its rules as legs, walked in order. Pure data, kept with the round as JSON text.

People are ids here; who they are, and what they are told, is for the operations to say.
"""

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from app.catalogue.rules.quorum import verdict
from app.catalogue.rules.reading import rule, rule_written
from app.catalogue.rules.ruleset import Rule
from app.catalogue.rules.sums import Sum, within


@dataclass
class Leg:
    """One rule on its way. `state`: ahead, asked, approved, rejected, skipped.

    `seats`: whose answers it wants; `shared`: one task for all of them, the first answer is the rule's. `answers`:
    {seat: decision}. `below`: the person whose superior a climbing rule asks next; `suffices`: the sum is within the
    limit of the rule or of who said yes. `final`: it asks the
    last resort, whatever the rule says. `told`: who has approved, for the page.
    """

    rule: Rule
    state: str = "ahead"
    seats: list[int] = field(default_factory=list)
    shared: bool = False
    answers: dict[int, str] = field(default_factory=dict)
    below: int | None = None
    suffices: bool = False
    final: bool = False
    told: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """approve, reject or empty, by what was answered."""
        given = list(self.answers.values())
        yes, no = given.count("approve"), given.count("reject")
        if self.shared:
            return "approve" if yes else "reject" if no else ""
        return verdict(self.rule.quorum, self.rule.of, len(self.seats), yes, no)

    @property
    def is_limited(self) -> bool:
        """Whether its rule has limits: it is asked only while no such rule before it suffices."""
        return bool(self.rule.limits)

    @property
    def is_open(self) -> bool:
        """Whether it still needs an answer."""
        return self.state in ("ahead", "asked")


@dataclass
class Course:
    """The legs of a round in order; `sum`: what it is about, if it is about money; `count`: tasks made so far."""

    legs: list[Leg]
    sum: Sum | None = None
    count: int = 0
    last_resort: bool = False

    def batch(self) -> list[Leg]:
        """The legs whose turn it is: the first that is open, with those asked beside it. Empty: all is said."""
        groups: list[list[Leg]] = []
        for leg in self.legs:
            if leg.rule.beside and groups:
                groups[-1].append(leg)
            else:
                groups.append([leg])
        return next((group for group in groups if any(leg.is_open for leg in group)), [])

    def suffices(self) -> bool:
        """Whether a limited rule has said yes whose limit is high enough."""
        return any(leg.suffices for leg in self.legs if leg.is_limited and leg.state == "approved")

    def beyond(self) -> bool:
        """Whether all limited rules, or a climb, have ended without a limit that is high enough."""
        climbs = [leg for leg in self.legs if leg.state == "approved" and (leg.is_limited or leg.rule.climb)]
        return self.sum is not None and bool(climbs) and not any(leg.suffices for leg in climbs)

    def decided(self) -> str:
        """reject as soon as one rule said no; approve when all is said; else empty."""
        if any(leg.state == "rejected" for leg in self.legs):
            return "reject"
        return "" if any(leg.is_open for leg in self.legs) else "approve"


def begin(rules: list[Rule], amount: Sum | None) -> Course:
    """The course of the rules that apply."""
    return Course([Leg(one) for one in rules], amount)


def is_automatic(one: Rule, amount: Sum | None) -> bool:
    """Whether the rule approves this sum by itself."""
    return within(one.automatic, amount)


def kept(course: Course) -> dict[str, Any]:
    """As JSON values."""
    legs = [{**asdict(leg), "rule": rule_written(leg.rule)} for leg in course.legs]
    for leg in legs:
        leg["answers"] = {str(seat): said for seat, said in leg["answers"].items()}
    total = None if course.sum is None else [format(course.sum.amount, "f"), course.sum.currency]
    return {"legs": legs, "sum": total, "count": course.count, "last_resort": course.last_resort}


def taken_up(said: dict[str, Any]) -> Course:
    """The course out of the JSON values that `kept` gave."""
    legs = []
    for one in said["legs"]:
        answers = {int(seat): decision for seat, decision in one["answers"].items()}
        legs.append(Leg(**{**one, "rule": rule(one["rule"]), "answers": answers}))
    total = said["sum"]
    return Course(legs, Sum(Decimal(total[0]), total[1]) if total else None, said["count"], said["last_resort"])
