"""What the live diagram of a request needs: its version's drawing, the way taken, where the tokens are. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.catalogue.drawing.added import Aside
from app.catalogue.drawing.plan import read
from app.db import session
from app.models.call import Call
from app.models.definition_version import DefinitionVersion
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.message_wait import MessageWait
from app.models.request import Request
from app.models.task import ADDED, Task
from app.models.timer import Timer
from app.operations import definitions
from app.operations.call_activities import callers
from app.operations.permissions import Actor, see_request, sees_internal
from app.operations.wording import of_version as wording
from app.queries import added_work, stages
from workflows.definition import Definition
from workflows.values import loads


@dataclass(frozen=True)
class Picture:
    """`gone`, `now`: ids of elements and ways; `names`: element id -> its name in the reader's language.

    `asides`: work that was added beside steps. `hidden`: internal elements, where the reader is not to see them.
    """

    diagram: bytes
    gone: frozenset[str]
    now: frozenset[str]
    names: dict[str, str]
    asides: tuple[Aside, ...] = ()
    hidden: frozenset[str] = frozenset()


def of_request(actor: Actor, number: str | int, language: str) -> Picture:
    """The diagram of a request with its way. Raises NotFound."""
    request = see_request(actor, number)
    instance = session().scalars(select(Instance).where(Instance.request_id == request.id)).one()
    definition = definitions.parsed(instance.version_id)
    now = frozenset() if request.state == "ended" else frozenset(_now(definition, instance))
    gone = frozenset(loads(instance.reached)) - now - frozenset(f for key in now for f in _frames(definition, key))
    diagram = _drawing(instance.version_id)
    names = _names(instance.version_id, diagram, language)
    hidden = frozenset() if sees_internal(actor, request) else internal(definition)
    return Picture(diagram, gone, now, names, tuple(_asides(actor, request, definition, instance)), hidden)


def _asides(actor: Actor, request: Request, definition: Definition, instance: Instance) -> Iterable[Aside]:
    """Open and done; what nobody needed any more is not drawn."""
    for one in added_work.of_request(actor, request.id):
        if one.state == "over":
            continue
        if one.element in definition.elements:
            yield Aside(one.element, one.name, one.state == "open")
        else:
            for place in callers(definition, one.process, loads(instance.reached)):
                yield Aside(place, one.name, one.state == "open")


def of_version(version_id: int, language: str) -> Picture:
    """The diagram of a version, before anything has happened, as those who order it may see it."""
    diagram, hidden = _drawing(version_id), internal(definitions.parsed(version_id))
    return Picture(diagram, frozenset(), frozenset(), _names(version_id, diagram, language), hidden=hidden)


def internal(definition: Definition) -> frozenset[str]:
    """Ids of the elements that the requester is not shown (property `internal`)."""
    return frozenset(one.id for one in definition.elements.values() if stages.is_internal(one))


def _drawing(version_id: int) -> bytes:
    return session().execute(select(DefinitionVersion.diagram).where(DefinitionVersion.id == version_id)).scalar_one()


def _names(version_id: int, diagram: bytes, language: str) -> dict[str, str]:
    """Everything the drawing writes, in the reader's language."""
    words, plan = wording(version_id, language), read(diagram)
    named = [(shape.id, shape.name) for shape in plan.shapes] + [(way.id, way.name) for way in plan.ways]
    return {key: words.say(name) for key, name in named if name}


def _now(definition: Definition, instance: Instance) -> Iterable[str]:
    """Where tokens stand: open steps and waiting events. A step of a called process stands at its caller."""
    for process, element in _waiting(instance.id):
        if element in definition.elements and process in ("", definition.key):
            if definition.elements[element].type != "boundaryEvent":
                yield element
        else:
            called = process or element.partition("/")[0]
            yield from callers(definition, called, loads(instance.reached))


def _waiting(instance_id: int) -> Iterable[tuple[str, str]]:
    tasks = select(Task.process, Task.element).where(Task.instance_id == instance_id, Task.state == "open")
    yield from ((row.process, row.element) for row in session().execute(tasks) if not row.element.startswith(ADDED))
    for model, live in (
        (Call, ("ready", "leased", "paused", "dead")),
        (Timer, ("ready", "leased", "paused")),
        (MessageWait, ("open",)),
    ):
        query = select(model.element).where(model.instance_id == instance_id, model.state.in_(live))
        yield from (("", element) for element in session().scalars(query))
    stuck = select(Incident.element).where(Incident.instance_id == instance_id, Incident.state == "open")
    yield from (("", element) for element in session().scalars(stuck) if element)


def _frames(definition: Definition, element: str) -> Iterable[str]:
    """The sub-processes around an element: neither done nor a place of their own while it holds the token."""
    parent = definition.elements[element].parent if element in definition.elements else None
    while parent and parent in definition.elements:
        yield parent
        parent = definition.elements[parent].parent


def stations(version_id: int, language: str) -> list[str]:
    """The way in the requester's plain words, before anything has happened."""
    words = wording(version_id, language)
    found = (words.say(station.name) for station in stages.stations(definitions.parsed(version_id).process))
    return [name for name in dict.fromkeys(found) if not name.startswith("=")]


def title(version_id: int, language: str) -> str:
    """The item's title as this version has it."""
    definition = definitions.parsed(version_id)
    return wording(version_id, language).say(definition.process.properties.get("title") or definition.process.name)
