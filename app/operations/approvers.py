"""Whom a rule asks: its words against the people of the house. Only reads; asks nobody.

Nobody is asked about their own request: where a rule finds a party, that person's superior is meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.catalogue.rules.course import Leg
from app.catalogue.rules.ruleset import Rule
from app.catalogue.rules.sums import Sum
from app.db import session
from app.models.person import Person
from app.models.request import Request
from app.operations import assignment
from app.operations.assignment import Offer, line_above
from app.operations.reasons import Because
from workflows.decisions.errors import DecisionError
from workflows.errors import StepFailed
from workflows.feel import FeelError, compile_expression, to_json

PLAIN = frozenset({"manager", "superior", "department_head", "limit"})
NAMED = ("group", "role", "person", "above")


@dataclass(frozen=True)
class Situation:
    """What rules are asked about. `context`: the variables in sight; `decisions`: the definition's, by id."""

    request: Request
    owner: str
    context: Mapping[str, Any]
    at: datetime
    zone: str
    decisions: Mapping[str, Any] = field(default_factory=dict)

    @property
    def parties(self) -> set[int]:
        """Who asked, and for whom: they decide nothing of it."""
        return {self.request.requester_id, self.request.requested_for_id}

    def value(self, text: str) -> Any:
        """What FEEL gives here as JSON; null where it cannot be worked out."""
        try:
            made = compile_expression(text.strip().removeprefix("="))
            return to_json(made.evaluate(self.context, at=self.at, zone=self.zone))
        except FeelError:
            return None


def applies(rule: Rule, here: Situation) -> bool:
    """Whether the rule is for this request. A condition that cannot be worked out keeps nobody from being asked."""
    return not rule.when or here.value(rule.when) is not False


def found(leg: Leg, here: Situation, total: Sum | None) -> Offer:
    """Whom the leg asks. A task never waits for nobody: the last resort is the item's owner, then process managers."""
    rule = leg.rule
    if leg.below is not None:
        return _climbed(leg.below, here) or last_resort(rule, here)
    offers = [offer for target in _targets(rule, here) if (offer := _offer(target, here, total))]
    if not offers:
        return last_resort(rule, here)
    return offers[0] if len(offers) == 1 else _together(offers, rule)


def last_resort(rule: Rule, here: Situation) -> Offer:
    """Who decides when a rule finds nobody."""
    return assignment.fallback(here.request, here.owner, rule.title or rule.id)


def _climbed(below: int, here: Situation) -> Offer | None:
    person = session().get(Person, below)
    above = next((p for p in line_above(person) if p.id not in here.parties), None)
    return Offer("approval", assignee=above, rule="above") if above else None


def _targets(rule: Rule, here: Situation) -> list[str]:
    """As words of assignment.py: "manager", "group:KEY", "person:LOGIN", "role:NAME"."""
    if rule.who in PLAIN:
        return [rule.who]
    if rule.who == "cost_centre":
        return _head_of(here.value(rule.whom or "cost_centre"), here)
    if rule.who in ("group", "role", "person"):
        names = [rule.whom] if rule.who == "role" else [part.strip() for part in rule.whom.split(",")]
        return [f"{rule.who}:{name}" for name in names if name]
    return _said(_decided(rule.whom, here) if rule.who == "decision" else here.value(rule.whom))


def _head_of(cost_centre: Any, here: Situation) -> list[str]:
    """The head of the cost centre that the order names, else of that of whom it is for."""
    wanted = str(cost_centre or here.request.requested_for.cost_centre)
    heads = select(Person.login).where(Person.cost_centre == wanted, Person.active, Person.heads_department)
    login = session().scalar(heads.order_by(Person.id).limit(1))
    return [f"person:{login}"] if login else ["department_head"]


def _decided(name: str, here: Situation) -> Any:
    decision = here.decisions.get(name)
    if decision is None:
        return None
    try:
        return decision.evaluate(here.context, here.at, here.zone)
    except (DecisionError, StepFailed):
        return None


def _said(value: Any) -> list[str]:
    """Who a value names: a login, a person of the variables, one of the words above, or a list of them."""
    if isinstance(value, list):
        return [target for one in value for target in _said(one)]
    if isinstance(value, Mapping):
        return _said(value.get("login") or value.get("approver"))
    if not isinstance(value, str) or not value.strip():
        return []
    word = value.strip()
    return [word if word in PLAIN or word.partition(":")[0] in NAMED else f"person:{word}"]


def _offer(target: str, here: Situation, total: Sum | None) -> Offer | None:
    amount = None if total is None else {"amount": total.amount, "currency": total.currency}
    kind, _colon, name = target.partition(":")
    if kind == "person":
        person = session().scalar(select(Person).where(Person.login == name, Person.active))
        if person is not None and person.id in here.parties:
            return _over(person, here)
    made = assignment.approver(target, amount, here.request)
    if target == "department_head" and made is not None and here.request.requested_for.heads_department:
        return _over(here.request.requested_for, here) or made
    return made


def _over(person: Person, here: Situation) -> Offer | None:
    above = next((p for p in line_above(person) if p.id not in here.parties), None)
    because = (Because("own", person.name),)
    return Offer("approval", assignee=above, rule="above", because=because) if above else None


def _together(offers: list[Offer], rule: Rule) -> Offer:
    """Several offers as one: everybody by name."""
    people = [p for one in offers for p in (one.assignee, *one.people, *one.members) if p is not None]
    because = tuple(dict.fromkeys(why for one in offers for why in one.because))
    return Offer("approval", people=tuple(dict.fromkeys(people)), rule=rule.who, because=because)
