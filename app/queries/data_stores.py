"""What the data stores of an item hold, for who draws it. Only reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.db import session
from app.models.data_store import DataStore
from app.models.definition import Definition
from app.operations import definitions
from app.operations.permissions import Actor, require
from app.operations.roles import DRAWERS
from workflows.values import loads, spread

SHOWN = 20_000


@dataclass(frozen=True)
class Held:
    """`content`: its `value` as JSON over several lines, cut where it is long; `entries` of a list, else None.

    `shared`: every diagram that defines the store means the same one. `last`: the request that wrote it last.
    """

    name: str
    shared: bool
    entries: int | None = None
    value: Any = None
    content: str = ""
    changed_at: datetime | None = None
    last: str = ""


def of(actor: Actor, key: str) -> list[Held]:
    """Those that the published version reads or writes, by name. Raises Forbidden."""
    require(actor, *DRAWERS)
    published = session().scalar(select(Definition.published_id).where(Definition.key == key))
    stores = definitions.parsed(published).stores if published else {}
    if not stores:
        return []
    rows = {row.key: row for row in session().scalars(select(DataStore).where(DataStore.key.in_(stores)))}
    known = sorted(stores.values(), key=lambda one: (one.label.casefold(), one.key))
    return [_held(one.label, "#" in one.key, rows.get(one.key)) for one in known]


def _held(name: str, shared: bool, row: DataStore | None) -> Held:
    if row is None:
        return Held(name, shared)
    value = loads(row.content)
    entries = len(value) if isinstance(value, list) else None
    return Held(name, shared, entries, value, spread(value)[:SHOWN], row.changed_at, row.request.number)
