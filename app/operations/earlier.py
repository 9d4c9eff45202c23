"""Who has approved a request already, on what is still true. Only reads.

A yes stands as long as the fields that the rule rests on are as they were when it was given.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from app.catalogue.rules import Rule
from app.catalogue.rules.course import Leg
from app.db import session
from app.models.approval import Approval
from app.models.person import Person
from app.models.request import Request
from workflows.values import loads


def approved(request: Request, leg: Leg, context: Mapping[str, Any]) -> dict[int, str]:
    """{seat: name} of the leg's people whose yes counts for its rule."""
    if not leg.seats:
        return {}
    query = select(Approval, Person.name).join(Person, Person.id == Approval.person_id)
    found: dict[int, str] = {}
    for row, name in session().execute(query.where(Approval.request_id == request.id).order_by(Approval.id)):
        seats = {one for one in (row.person_id, row.for_id) if one is not None} & set(leg.seats)
        for seat in seats:
            if row.decision == "approve" and stands(leg.rule, request, loads(row.seen), context):
                found[seat] = name
            else:
                found.pop(seat, None)
    return found


def stands(rule: Rule, request: Request, seen: Mapping[str, Any], context: Mapping[str, Any]) -> bool:
    """Whether what was seen then is what is true now, in the fields that the rule rests on."""
    return not unlike(rule.depends, request, seen, context)


def unlike(
    names: Collection[str], request: Request, seen: Mapping[str, Any], context: Mapping[str, Any]
) -> tuple[str, ...]:
    """Of the fields that a yes rests on (none named: the whole order), those that are not what was seen."""
    order = loads(request.answers)
    current = {**order, **context}
    return tuple(name for name in names or order if seen.get(name) != current.get(name))
