"""Definitions as they are stored: their versions, and the parsed one of each, kept by version id.

A published version never changes. Only reads; publishing.py writes.
"""

from sqlalchemy import bindparam, select

from app.database_clock import CLOCK
from app.db import ask, session, tell
from app.errors import NotFound
from app.lately import Lately
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.operations import diagram_cache
from app.operations.sources import stored
from workflows.definition import Definition as Parsed

#: 0.1 to 0.4 MB each. An item may have a thousand versions on which something still runs: diagram_cache.py keeps the
#: others small.
_parsed: Lately[int, Parsed] = Lately(100)
_numbers: dict[int, int] = {}
LARGEST = 2**31 - 1  # number of a version: its column is a four-byte integer on PostgreSQL


def parsed(version_id: int) -> Parsed:
    """The parsed definition of a version; immutable, so the process keeps it."""
    return _parsed.made(version_id, lambda: diagram_cache.definition(stored(version_id)))


def forget() -> None:
    """Drop what is kept by version id: another database's first version is another diagram."""
    _parsed.clear()
    _numbers.clear()


def version(key: str, number: int) -> DefinitionVersion:
    """The version row of an item. Raises NotFound."""
    if number > LARGEST:
        raise NotFound()
    found = session().scalar(
        select(DefinitionVersion)
        .join(Definition, DefinitionVersion.definition_id == Definition.id)
        .where(Definition.key == key, DefinitionVersion.number == number)
    )
    if found is None:
        raise NotFound()
    return found


def published(key: str) -> DefinitionVersion:
    """The version that new requests of this item get. Raises NotFound."""
    found = session().scalar(
        select(DefinitionVersion)
        .join(Definition, Definition.published_id == DefinitionVersion.id)
        .where(Definition.key == key)
    )
    if found is None:
        raise NotFound()
    return found


def current(key: str) -> tuple[int, bool]:
    """Version id that new requests of this item get, and whether it has a place in the catalogue. Raises NotFound.

    The diagram itself is not read: `parsed` has it.
    """
    row = ask(CURRENT, {"key": key}).one_or_none()
    if row is None or row.published_id is None:
        raise NotFound()
    tell(row[2], row[3])
    return row.published_id, row.orderable


CURRENT = select(Definition.published_id, Definition.orderable, *CLOCK).where(Definition.key == bindparam("key"))


def number(version_id: int) -> int:
    """The number of a version; it never changes, so it is kept."""
    if version_id not in _numbers:
        query = select(DefinitionVersion.number).where(DefinitionVersion.id == version_id)
        _numbers[version_id] = session().scalars(query).one()
    return _numbers[version_id]
