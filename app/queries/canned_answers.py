"""Canned answers as lists show them, and filled in for a request in its requester's language. Only reads."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.catalogue import placeholders, times
from app.catalogue.folding import fold
from app.db import session
from app.language import current, using
from app.models.canned_answer import CannedAnswer
from app.models.request import Request
from app.operations import house
from app.operations.canned_answers import one as row_of
from app.operations.permissions import Actor, see_request
from app.queries import pictures
from workflows.values import loads


@dataclass(frozen=True)
class Canned:
    """`group`: what the group is called, "" for one's own; `texts`: by language."""

    id: int
    title: str
    group: str
    texts: dict[str, str]


@dataclass(frozen=True)
class Filled:
    """One with its placeholders filled in, in `language`."""

    title: str
    group: str
    text: str
    language: str


def mine(actor: Actor) -> list[Canned]:
    """What the actor may use: their own, then their groups', by name."""
    usable = or_(CannedAnswer.person_id == actor.id, CannedAnswer.group_id.in_(actor.groups or {0}))
    rows = session().scalars(select(CannedAnswer).where(usable).options(joinedload(CannedAnswer.group)))
    return sorted((_line(row) for row in rows), key=lambda one: (fold(one.group), fold(one.title)))


def one(actor: Actor, answer_id: int) -> Canned:
    """One canned answer, for its form. Raises NotFound for one of others."""
    return _line(row_of(actor, answer_id))


def filled(actor: Actor, number: str | int) -> list[Filled]:
    """All of them for a request. Raises NotFound."""
    request, facts = see_request(actor, number), dict[str, dict[str, str]]()
    found = []
    for line in mine(actor):
        language = _language(line.texts, request.requester.language)
        if language not in facts:
            facts[language] = _facts(actor, request, language)
        text = placeholders.fill(line.texts[language], facts[language])
        found.append(Filled(line.title, line.group, text, language))
    return found


def _language(texts: dict[str, str], wanted: str) -> str:
    """The requester's where there is one, else the writer's, else English, else any."""
    return next((one for one in (wanted, current.get(), "en") if one in texts), next(iter(texts)))


def _facts(actor: Actor, request: Request, language: str) -> dict[str, str]:
    zone = ZoneInfo(request.requester.timezone or house.config().timezone)
    with using(language):
        due = times.full(request.due_at, zone) if request.due_at else ""
    return {
        "requester": request.requester.name,
        "first_name": request.requester.name.split(" ")[0],
        "requested_for": request.requested_for.name,
        "number": request.number,
        "title": request.title,
        "item": pictures.title(request.version_id, language),
        "due": due,
        "me": actor.name,
    }


def _line(row: CannedAnswer) -> Canned:
    texts: dict[str, Any] = loads(row.texts)
    return Canned(row.id, row.title, row.group.called if row.group else "", texts)
