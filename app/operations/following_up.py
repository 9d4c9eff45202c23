"""An unhappy answer to an ended request becomes work: a request of its own that names the first.

It is asked of the owner of the first one's item (else of the process managers), and ends with what was done.
"""

from typing import Any

from sqlalchemy import select

from app.db import now, session
from app.errors import NotFound
from app.models.instance import Instance
from app.models.person import Person
from app.models.request import Request
from app.models.request_link import RequestLink
from app.operations import definitions, entrances, journal, linking, ordering, requests, variables
from app.operations.advance import advance
from app.operations.assignment import holders_of
from app.operations.locking import Locked
from app.operations.permissions import Actor
from workflows.commands import Start

ITEM = "follow_up"
UNHAPPY = 2  # stars; so many or fewer


def rated(actor: Actor, number: str, *, stars: int, text: str = "") -> Request:
    """One to five stars for an ended request; the unhappy are heard. Raises as requests.rate."""
    request = requests.rate(actor, number, stars=stars, text=text)
    if stars <= UNHAPPY and request.item != ITEM and not _has_one(request):
        _begin(actor, request)
    return request


def _has_one(request: Request) -> bool:
    query = select(RequestLink.other_id).where(RequestLink.request_id == request.id, RequestLink.kind == "follow_up")
    return session().scalar(query.limit(1)) is not None


def _begin(actor: Actor, first: Request) -> None:
    try:
        version_id, _orderable = definitions.current(ITEM)
    except NotFound:  # this house has retired it: the stars are counted all the same
        journal.write(first.id, "laneway", "request.unheard", f"Nothing follows it up: no item {ITEM} is published.")
        return
    definition, person = definitions.parsed(version_id), session().get_one(Person, actor.id)
    data: dict[str, Any] = {"first": first.number, "about": first.title, "stars": first.stars, "said": first.rating}
    data["answerable"] = _answerable(first)
    made = ordering.insert(definition, version_id, person, person, data)
    instance = Instance(request_id=made.id, version_id=version_id, updated_at=now())
    session().add(instance)
    session().flush()
    journal.begin(made.id)
    command = Start(at=now(), zone=entrances.zone_of(definition.process), data=variables.root(made, data))
    held = Locked(instance, made, definition)
    text = f"Began because {first.number} was not right."
    advance(held, command, actor, kind="request.follow_up", text=text, other=first.number)
    linking.write(first, made, "follow_up", actor)


def _answerable(first: Request) -> str:
    """The login of the item's owner, else of the first process manager, else of an administrator."""
    login = definitions.parsed(first.version_id).process.properties.get("owner", "")
    owner = session().scalar(select(Person).where(Person.login == login, Person.active)) if login else None
    people = [owner] if owner else [*holders_of("process_manager"), *holders_of("administrator")]
    return people[0].login if people else ""
