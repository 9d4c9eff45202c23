"""What is stuck and needs a person. Only reads, for those who repair."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import session
from app.errors import NoChoice, NotFound
from app.models.incident import Incident
from app.models.instance import Instance
from app.operations import definitions, secret_answers
from app.operations.permissions import Actor, require
from app.operations.roles import REPAIRERS
from app.operations.wording import of_version as wording
from app.queries.pages import Page, after, cut
from workflows import scopes
from workflows.record import Record
from workflows.values import dumps

STATES = ("open", "resolved")
NEWEST = 2**62 - 1


@dataclass(frozen=True)
class IncidentLine:
    """An incident; `is_call`: a call failed for good, so its result can be given by hand (skip)."""

    id: int
    request: str
    title: str
    kind: str
    element: str
    cause: str
    state: str
    since: datetime
    attempts: int
    is_call: bool
    action: str
    reason: str
    resolved_at: datetime | None
    cause_key: str = ""

    def without_cause(self) -> "IncidentLine":
        """For people who wait for the request: that it is stuck, not the technical why."""
        return replace(self, cause="", reason="", cause_key="")


def page(
    actor: Actor, *, state: str = "open", cause: str = "", cursor: str = "", limit: int = 50
) -> Page[IncidentLine]:
    """Incidents, newest first. Raises Forbidden."""
    require(actor, *REPAIRERS)
    if state not in STATES:
        raise NoChoice(state=STATES)
    query = (
        select(Incident)
        .where(Incident.state == "open" if state == "open" else Incident.state != "open")
        .where(Incident.id < after(cursor, NEWEST))
        .options(joinedload(Incident.request))
        .order_by(Incident.id.desc())
    )
    if cause:
        query = query.where(Incident.cause_key == cause)
    found = cut(session().scalars(query.limit(limit + 1)).all(), limit, lambda row: row.id)
    return Page([line(row) for row in found.items], found.next)


def one(actor: Actor, incident_id: int) -> IncidentLine:
    """One incident. Raises Forbidden, NotFound."""
    require(actor, *REPAIRERS)
    row = session().get(Incident, incident_id)
    if row is None:
        raise NotFound()
    return line(row)


def values(actor: Actor, incident_id: int) -> str:
    """The values of the request as they are now, as JSON to be read: what is wrong among them has to be found first.

    Secrets are not shown. Raises Forbidden, NotFound.
    """
    require(actor, *REPAIRERS)
    row = session().get(Incident, incident_id)
    if row is None:
        raise NotFound()
    instance = session().get_one(Instance, row.instance_id)
    found = secret_answers.values(instance.version_id, scopes.root(Record.read(instance.variables)))
    return json.dumps(json.loads(dumps(found)), indent=2, ensure_ascii=False)


def steps(lines: Iterable[IncidentLine], language: str) -> dict[int, str]:
    """Incident id -> the step where it happened, as its diagram calls it in the reader's language."""
    query = (
        select(Incident.id, Incident.element, Instance.version_id)
        .join(Instance, Instance.id == Incident.instance_id)
        .where(Incident.id.in_([one.id for one in lines]))
    )
    return {key: _name(element, version_id, language) for key, element, version_id in session().execute(query)}


def _name(element: str, version_id: int, language: str) -> str:
    known = definitions.parsed(version_id).elements.get(element)
    return wording(version_id, language).say(known.name) if known and known.name else element


def line(row: Incident) -> IncidentLine:
    """A row as a line."""
    return IncidentLine(
        row.id,
        row.request.number,
        row.request.title,
        row.kind,
        row.element,
        row.cause,
        row.state,
        row.since,
        row.attempts,
        row.call_id is not None,
        row.action,
        row.reason,
        row.resolved_at,
        row.cause_key,
    )
