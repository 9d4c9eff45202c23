"""Who answers for an item: the owner whom its diagram names, and those who own it with them (`co_owners`).

Whether they alone decide what is in the catalogue is a setting of the house. Only reads; who answers for everything
(roles.MANAGERS) is asked beside it.
"""

import json
from collections.abc import Mapping

from sqlalchemy import select

from app.db import session
from app.errors import Forbidden
from app.language import gettext as _
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.person import Person
from app.operations import definitions, house
from app.operations.permissions import Actor
from app.operations.roles import MANAGERS


def named(properties: Mapping[str, str]) -> tuple[str, ...]:
    """Logins in a process's properties, the owner first; nobody where it names none."""
    every = (properties.get("owner", ""), *properties.get("co_owners", "").split(","))
    return tuple(dict.fromkeys(login.strip() for login in every if login.strip()))


def of_version(version_id: int) -> tuple[str, ...]:
    """Whom this version names."""
    return named(definitions.parsed(version_id).process.properties)


def of_published(key: str) -> tuple[str, ...]:
    """Whom the version names that new requests get; nobody where there is none."""
    published = session().scalar(select(Definition.published_id).where(Definition.key == key))
    return of_version(published) if published is not None else ()


def of_item(key: str) -> tuple[str, ...]:
    """Whose the item is: whom the version names that was published last, so that nobody makes it theirs by drawing;
    the newest draft before the first of them.
    """
    versions = select(DefinitionVersion.properties).join(Definition, DefinitionVersion.definition_id == Definition.id)
    versions, newest = versions.where(Definition.key == key).limit(1), DefinitionVersion.number.desc()
    offered = versions.where(DefinitionVersion.id == Definition.published_id)
    once = versions.where(DefinitionVersion.published_at.is_not(None))
    latest = once.order_by(DefinitionVersion.published_at.desc(), newest)  # an older number may be published later
    for query in (offered, latest, versions.order_by(newest)):  # few read further
        found = session().scalar(query)
        if found is not None:
            return named(json.loads(found))
    return ()


def names(logins: tuple[str, ...]) -> list[str]:
    """What those of them are called who still work here, in the same order."""
    query = select(Person.login, Person.name).where(Person.login.in_(logins), Person.active)
    known = dict(session().execute(query).all())
    return [known[login] for login in logins if login in known]


def may_release(actor: Actor, key: str) -> bool:
    """Publish, retire, discard, delete. Everybody who draws, unless the house leaves it to owners; an item that names
    none is everybody's.
    """
    if not house.config().owners_only or actor.has(*MANAGERS):
        return True
    owners = of_item(key)
    return not owners or actor.login in owners


def must_release(key: str, actor: Actor) -> None:
    """Raises Forbidden, with a sentence that says whom to ask."""
    if not may_release(actor, key):
        raise Forbidden(told(key))


def told(key: str) -> str:
    """Who decides here, and how to go on, for somebody who does not."""
    whose = names(of_item(key))
    if not whose:
        return _("Whoever owned this item has left. A draft of yours stays; ask a process manager to publish it.")
    words = _("This item belongs to %(names)s: what is in the catalogue is theirs to say.", names=", ".join(whose))
    advice = _("A draft of yours stays; ask them to publish it, or a process manager.")
    return f"{words} {advice}"
