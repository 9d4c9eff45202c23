"""Who has approved a request already, on what is still true. Only reads.

A yes stands as long as the fields that the rule rests on are as they were when it was given.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.catalogue.rules.course import Leg
from app.db import session
from app.models.approval import Approval
from app.models.person import Person
from app.models.request import Request
from workflows.values import loads


@dataclass(frozen=True)
class Yes:
    """The last yes of one of a rule's people. `changed`: what it rested on and is otherwise now; empty: it stands."""

    approval: Approval
    name: str
    changed: tuple[str, ...]


def approved(request: Request, leg: Leg, context: Mapping[str, Any]) -> dict[int, Yes]:
    """{seat: their yes} of the leg's people; a no or a wish for changes takes back the yes before it."""
    if not leg.seats:
        return {}
    query = select(Approval, Person.name).join(Person, Person.id == Approval.person_id)
    found: dict[int, Yes] = {}
    for row, name in session().execute(query.where(Approval.request_id == request.id).order_by(Approval.id)):
        seats = {one for one in (row.person_id, row.for_id) if one is not None} & set(leg.seats)
        for seat in seats:
            if row.decision == "approve":
                found[seat] = Yes(row, name, unlike(leg.rule.depends, request, loads(row.seen), context))
            else:
                found.pop(seat, None)
    return found


def unlike(
    names: Collection[str], request: Request, seen: Mapping[str, Any], context: Mapping[str, Any]
) -> tuple[str, ...]:
    """Of the fields that a yes rests on (none named: the whole order), those that are not what was seen."""
    order = loads(request.answers)
    current = {**order, **context}
    return tuple(name for name in names or order if seen.get(name) != current.get(name))
