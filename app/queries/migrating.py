"""What the page shows before requests are taken to another version: whence, whither, and what keeps some. Reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import session
from app.errors import Forbidden
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.instance import Instance
from app.models.request import Request
from app.operations import definitions
from app.operations import migrating as verbs
from app.operations.migratable import Result, Way
from app.operations.permissions import Actor
from app.operations.wording import of_version
from app.queries import pictures
from app.queries.pictures import Picture

SHOWN = 25  # versions to choose from


@dataclass(frozen=True)
class Version:
    """One that requests may follow; `live`: new requests get it."""

    number: int
    live: bool


@dataclass(frozen=True)
class Lost:
    """A step that the new version does not have by that id, and what it may have become."""

    element: str
    name: str
    choices: list[tuple[str, str]]


def item(actor: Actor, key: str, number: int) -> tuple[str, list[Version], int]:
    """The title, the other published versions, the newest first, and how many run on this one. Raises NotFound,
    Forbidden."""
    row = definitions.version(key, number)
    if not verbs.may_migrate(actor, key):
        raise Forbidden()
    others = select(DefinitionVersion.number, DefinitionVersion.id).where(
        DefinitionVersion.definition_id == row.definition_id,
        DefinitionVersion.state != "draft",
        DefinitionVersion.id != row.id,
    )
    live = row.definition.published_id
    found = session().execute(others.order_by(DefinitionVersion.number.desc()).limit(SHOWN))
    running = select(func.count()).select_from(Request).where(*verbs.running(row.id))
    total = session().scalar(running) or 0
    return row.definition.title or key, [Version(one.number, one.id == live) for one in found], total


def lost(found: Way, results: Sequence[Result], language: str) -> list[Lost]:
    """Steps that keep requests because they are gone, each with the steps of its kind that it may have become."""
    gone = dict.fromkeys(one.because.element for one in results if one.because and one.because.why == "gone")
    old, new = definitions.parsed(found.old_id), definitions.parsed(found.new_id)
    before, after = of_version(found.old_id, language), of_version(found.new_id, language)
    answer = []
    for key in [*gone, *(one for one in found.mapping if one not in gone)]:
        here = old.elements.get(key)
        if here is None:
            continue
        same = [one for one in new.elements.values() if one.type == here.type and one.id not in old.elements]
        choices = [(one.id, after.say(one.name) or one.id) for one in same]
        answer.append(Lost(key, before.say(here.name) or key, choices))
    return answer


def hindered(found: Way, results: Sequence[Result], language: str) -> Picture | None:
    """The old diagram with the places that keep requests marked; None where nothing does."""
    places = frozenset(one.because.element for one in results if one.because and one.because.element)
    if not places:
        return None
    drawn = pictures.of_version(found.old_id, language)
    return Picture(drawn.diagram, frozenset(), places, drawn.names)


def newer(number: str) -> tuple[str, int, int] | None:
    """Item, version and published version of a request that follows an older one; None where it does not."""
    at = select(Request.item, DefinitionVersion.number, Definition.published_id, Instance.version_id)
    at = at.join(Instance, Instance.request_id == Request.id)
    at = at.join(DefinitionVersion, DefinitionVersion.id == Instance.version_id)
    at = at.join(Definition, Definition.id == DefinitionVersion.definition_id)
    row = session().execute(at.where(Request.id == int(number.removeprefix("REQ-")))).one_or_none()
    if row is None or row.published_id in (None, row.version_id):
        return None
    return row.item, row.number, definitions.number(row.published_id)
