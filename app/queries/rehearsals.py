"""Who would be asked for an order that nobody has made: the preview of a rule set. Only reads."""

from typing import Any

from app.catalogue.rules import RuleSet
from app.db import now
from app.errors import InvalidForm
from app.language import gettext as _
from app.models.person import Person
from app.models.request import Request
from app.operations import bundle, foreseeing, house, people, variables
from app.operations.approvers import Situation
from app.operations.foreseeing import Foreseen
from app.operations.permissions import Actor, require
from app.operations.roles import DRAWERS
from workflows import decisions as dmn


def rehearsed(
    actor: Actor, made: bundle.Bundle, rules: RuleSet, login: str, other: str, data: dict[str, Any]
) -> list[Foreseen]:
    """The way of an order by `login` (for `other`, else for themselves). Raises Forbidden, InvalidForm."""
    require(actor, *DRAWERS)
    requester = _person(login, "requester")
    requested_for = _person(other, "requested_for") if other else requester
    imagined = Request(item=made.key, requester_id=requester.id, requested_for_id=requested_for.id)
    imagined.requester, imagined.requested_for = requester, requested_for
    properties = made.process.properties
    decisions = {key: one for text in made.decisions.values() for key, one in dmn.load(text.encode()).items()}
    context = {**data, **_parties(requester, requested_for)}
    zone = properties.get("timezone") or house.config().timezone
    here = Situation(imagined, properties.get("owner", ""), context, now(), zone, decisions)
    return foreseeing.foresee(rules, here)


def _person(login: str, field: str) -> Person:
    found = people.find(login.strip())
    if found is None:
        raise InvalidForm({field: _("Nobody of this name works here.")})
    return found


def _parties(requester: Person, requested_for: Person) -> dict[str, Any]:
    """Both as the variables of a process hold them."""
    return {"requester": variables.person_facts(requester), "requested_for": variables.person_facts(requested_for)}
