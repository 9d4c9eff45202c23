"""Tokens moved by hand: where one could go, and one move with its pictures before and after. Only reads."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import session
from app.errors import NotFound
from app.models.token_move import TokenMove
from app.operations import token_moves
from app.operations.locking import Locked
from app.operations.permissions import Actor, require
from app.operations.roles import REPAIRERS
from app.operations.wording import of_version as wording
from app.queries import pictures
from app.queries.pictures import Picture


@dataclass(frozen=True)
class Move:
    """`before`, `after`: the diagram with where tokens stand; `may_undo`: nothing has happened since."""

    id: int
    incident: int
    request: str
    title: str
    from_name: str
    to_name: str
    reason: str
    by_id: int
    by_name: str
    at: datetime
    state: str
    second_name: str
    second_at: datetime | None
    second_reason: str
    may_undo: bool


@dataclass(frozen=True)
class Waiting:
    """A move that waits for its second signature."""

    id: int
    request: str
    title: str
    by_name: str
    at: datetime


def options(actor: Actor, incident_id: int, language: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(token, where it stands, [(element, its name)]) for each that could be moved, in the reader's language."""
    require(actor, *REPAIRERS)
    held = token_moves.seen(incident_id)
    words = wording(held.instance.version_id, language)
    return [
        (one.id, words.say(one.name) or one.element, [(key, words.say(name) or key) for key, name in one.targets])
        for one in token_moves.options(held)
    ]


def of_incident(actor: Actor, incident_id: int) -> int | None:
    """The newest move of an incident that waits or was done. Raises Forbidden."""
    require(actor, *REPAIRERS)
    shown = (TokenMove.incident_id == incident_id, TokenMove.state.in_(("open", "done")))
    return session().scalar(select(TokenMove.id).where(*shown).order_by(TokenMove.id.desc()).limit(1))


def waiting(actor: Actor) -> list[Waiting]:
    """What waits for a second signature, the oldest first. Raises Forbidden."""
    require(actor, *REPAIRERS)
    query = select(TokenMove).where(TokenMove.state == "open")
    rows = query.options(joinedload(TokenMove.by), joinedload(TokenMove.request)).order_by(TokenMove.id).limit(20)
    found = session().scalars(rows)
    return [Waiting(row.id, row.request.number, row.request.title, row.by.name, row.at) for row in found]


def one(actor: Actor, move_id: int, language: str) -> tuple[Move, Picture, Picture]:
    """One move and its two pictures. Raises Forbidden, NotFound."""
    require(actor, *REPAIRERS)
    row = session().get(TokenMove, move_id)
    if row is None:
        raise NotFound()
    held = token_moves.seen(row.incident_id)
    drawn = pictures.of_version(held.instance.version_id, language)
    shown = json.loads(row.pictures)
    gone = frozenset(json.loads(held.instance.reached)) - {*shown["before"], *shown["after"]}
    before, after = (Picture(drawn.diagram, gone, frozenset(shown[when]), drawn.names) for when in ("before", "after"))
    return _line(row, held, language), before, after


def _line(row: TokenMove, held: Locked, language: str) -> Move:
    words = wording(held.instance.version_id, language)
    known = {key: one for process in held.definition.processes.values() for key, one in process.elements.items()}
    names = [words.say(known[key].name) or key if key in known else key for key in (row.element, row.target)]
    return Move(
        id=row.id,
        incident=row.incident_id,
        request=row.request.number,
        title=row.request.title,
        from_name=names[0],
        to_name=names[1],
        reason=row.reason,
        by_id=row.by_id,
        by_name=row.by.name,
        at=row.at,
        state=row.state,
        second_name=row.second.name if row.second else "",
        second_at=row.second_at,
        second_reason=row.second_reason,
        may_undo=token_moves.undoable(row, held),
    )
