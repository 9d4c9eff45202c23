"""What the data stores of the diagrams hold: read before a command, written with what followed from it, both in its
transaction.

A store is read without a lock, so that requests of one item do not wait for each other; who finds when writing that
somebody else has written since, runs the command once more on what is there now. Never runs the engine itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from app.db import ask, now, session, upsert
from app.models.data_store import DataStore
from app.models.request import Request
from app.operations import journal
from workflows.definition import Definition
from workflows.step import Step, Stored
from workflows.values import dumps, loads

ROWS = (
    select(DataStore.key, DataStore.content, DataStore.version)
    .where(DataStore.key.in_(bindparam("keys", expanding=True)))
    .order_by(DataStore.key)
)


class Kept(NamedTuple):
    """Contents and versions of the stores that hold something, by key."""

    contents: Mapping[str, Any]
    versions: Mapping[str, int]


class Overtaken(Exception):
    """Somebody else has written a store since it was read."""


def read(definition: Definition, *, lock: bool = False) -> Kept:
    """What the stores of a definition hold; no statement where it has none."""
    if not definition.stores:
        return Kept({}, {})
    query = ROWS.with_for_update() if lock else ROWS
    rows = ask(query, {"keys": sorted(definition.stores)}).all()
    return Kept({row.key: loads(row.content) for row in rows}, {row.key: row.version for row in rows})


def keep(stored: Sequence[Stored], kept: Kept, request: Request) -> bool:
    """Write all of them, or nothing and False where one is not as it was `kept` any more."""
    if not stored:
        return True
    try:
        with session().connection().begin_nested():  # the session's own would write a new instance before its time
            for one in stored:
                _write(one, kept.versions.get(one.store, 0), request)
    except Overtaken:
        return False
    return True


def tell(request: Request, definition: Definition, step: Step) -> None:
    """The journal says who wrote what, never the contents."""
    for one in step.stored:
        label = definition.stores[one.store].label
        text = f"Wrote the data store {label}."
        journal.write(request.id, "laneway", "store.written", text, store=one.store, name=label, element=one.element)


def _write(one: Stored, version: int, request: Request) -> None:
    newer = {"content": dumps(one.value), "version": version + 1, "changed_at": now(), "request_id": request.id}
    row = upsert(DataStore).values(key=one.store, **newer)
    found = row.on_conflict_do_update(index_elements=["key"], set_=newer, where=DataStore.version == version)
    if ask(found.returning(DataStore.version)).first() is None:
        raise Overtaken()
