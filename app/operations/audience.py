"""For whom an item is: its `audience` property against a person. Pure but for group keys, which it reads."""

from collections.abc import Mapping

from sqlalchemy import select

from app.db import session
from app.models.group import Group
from app.models.person import Person
from app.operations.permissions import Actor
from app.session_cache import once


def admits(properties: Mapping[str, str], person: Person, actor: Actor) -> bool:
    """`audience`: empty or "all"; else any of group:KEY, country:XX, department:NAME, role:NAME, by commas."""
    rules = [rule.strip() for rule in properties.get("audience", "").split(",") if rule.strip()]
    if not rules or "all" in rules:
        return True
    return any(_fits(rule, person, actor) for rule in rules)


def _fits(rule: str, person: Person, actor: Actor) -> bool:
    kind, _, value = rule.partition(":")
    if kind == "country":
        return person.country.lower() == value.lower()
    if kind == "department":
        return person.department.lower() == value.lower()
    if kind == "role":
        return actor.has(value)
    return kind == "group" and value in _keys(actor)


def _keys(actor: Actor) -> frozenset[str]:
    """The keys of the actor's groups: one statement for a whole catalogue."""
    if not actor.groups:
        return frozenset()
    query = select(Group.key).where(Group.id.in_(actor.groups))
    return once(("group keys", actor.groups), lambda: frozenset(session().scalars(query)))
