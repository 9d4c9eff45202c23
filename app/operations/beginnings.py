"""Requests that nobody orders: a message, a signal or a schedule begins them (BPMN 2.0.2, 10.5.2 and 13.2).

The requester is who the start event's property `requester` names, a login or FEEL over the data that came; else the
item's owner; else whoever sent the message; else the first process manager. Data go to the variables as they came.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import now, ring, session
from app.errors import Conflict
from app.language import gettext as _
from app.models.beginning import Beginning
from app.models.entrance import Entrance
from app.models.instance import Instance
from app.models.person import Person
from app.models.request import Request
from app.operations import definitions, entrances, journal, notices, ordering, variables
from app.operations.advance import advance
from app.operations.assignment import holders_of
from app.operations.locking import Locked
from app.operations.permissions import LANEWAY, Actor
from workflows.commands import Start
from workflows.definition import Definition
from workflows.feel import compile_expression
from workflows.feel.errors import FeelError

TEXTS = {
    "message": "Began by a message: {name}.",
    "signal": "Began by a signal: {name}.",
    "schedule": "Began by its schedule.",
    "person": "Started now, ahead of its schedule.",
}


@dataclass(frozen=True)
class Cause:
    """`by`: message, signal, schedule, person. `name`: of the message or signal."""

    by: str
    name: str = ""

    @property
    def kind(self) -> str:
        """The kind of the journal's entry, for example `request.by_message`."""
        return f"request.by_{self.by}"

    @property
    def text(self) -> str:
        """The sentence of the journal's entry, in English."""
        return TEXTS[self.by].replace("{name}", self.name)


def by_message(name: str, correlation_key: str, data: dict[str, Any], actor: Actor) -> list[Request]:
    """Begin a request of every item that a message of this name begins, one at a time for each key."""
    begun = []
    for entrance in entrances.of_name("message", name):
        if not entrances.is_taken(entrance, correlation_key):
            request = _at(actor, entrance, correlation_key, data)
            if request is not None:
                _run(request, entrance.version_id, entrance.element, data, actor, Cause("message", name))
                begun.append(request)
    return begun


def by_signal(entrance: Entrance, data: dict[str, Any], actor: Actor) -> Request | None:
    """Begin a request of the item that the signal begins."""
    request = _at(actor, entrance, "", data)
    if request is not None:
        _run(request, entrance.version_id, entrance.element, data, actor, Cause("signal", entrance.name))
    return request


def by_schedule(version_id: int, element: str) -> Request:
    """Begin a request because its time has come."""
    request = _insert(version_id, element, {}, LANEWAY)
    _run(request, version_id, element, {}, LANEWAY, Cause("schedule"))
    return request


def by_person(version_id: int, element: str, actor: Actor) -> Request:
    """Begin what a schedule orders because somebody wants to see it now."""
    request = _insert(version_id, element, {}, actor)
    _run(request, version_id, element, {}, actor, Cause("person"))
    return request


def _at(actor: Actor, entrance: Entrance, correlation_key: str, data: dict[str, Any]) -> Request | None:
    """The request's row; None when another began with the same key at the same moment."""
    if not correlation_key:
        return _insert(entrance.version_id, entrance.element, data, actor)
    try:
        with session().begin_nested():
            request = _insert(entrance.version_id, entrance.element, data, actor)
            values = {"name": entrance.name, "correlation_key": correlation_key}
            session().add(Beginning(request_id=request.id, definition_id=entrance.definition_id, **values))
            session().flush()
    except IntegrityError:
        return None
    return request


def _insert(version_id: int, element: str, data: dict[str, Any], actor: Actor) -> Request:
    definition = definitions.parsed(version_id)
    person = _requester(definition, element, data, actor)
    return ordering.insert(definition, version_id, person, person, data)


def _run(request: Request, version_id: int, element: str, data: dict[str, Any], actor: Actor, cause: Cause) -> None:
    definition = definitions.parsed(version_id)
    instance = Instance(request_id=request.id, version_id=version_id, updated_at=now())
    session().add(instance)
    session().flush()
    journal.begin(request.id)
    zone = entrances.zone_of(definition.process)
    command = Start(at=now(), zone=zone, data=variables.root(request, data), start=element)
    facts = {"element": element, **({"name": cause.name} if cause.name else {})}
    advance(Locked(instance, request, definition), command, actor, kind=cause.kind, text=cause.text, **facts)
    notices.begun(request, cause.by, cause.name, actor)
    ring(f"request:{request.id}")


def _requester(definition: Definition, element: str, data: dict[str, Any], actor: Actor) -> Person:
    said = definition.elements[element].properties.get("requester", "")
    logins = [_login(said, data), definition.process.properties.get("owner", ""), actor.login]
    for login in logins:
        person = session().scalar(select(Person).where(Person.login == login, Person.active)) if login else None
        if person is not None:
            return person
    managers = holders_of("process_manager") or holders_of("administrator")
    if not managers:
        raise Conflict(_("Nobody could be the requester of %(key)s: give the item an owner.", key=definition.key))
    return managers[0]


def _login(said: str, data: dict[str, Any]) -> str:
    """What the property names; "" where its FEEL gives no text."""
    if not said.startswith("="):
        return said
    try:
        value = compile_expression(said[1:]).evaluate(data, at=now(), zone="UTC")
    except FeelError:
        return ""
    return value if isinstance(value, str) else ""
