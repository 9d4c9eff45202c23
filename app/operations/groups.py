"""Fulfilment groups: made, changed, filled. A group is bound by its key, which never changes."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from app.db import session
from app.errors import Conflict, InvalidForm, NotFound
from app.language import gettext as _
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.operations import house, journal, people
from app.operations.permissions import Actor, require
from app.operations.roles import ADMINISTRATORS

SHORT = frozenset({"it", "hr", "qa", "pr", "ict", "erp", "crm"})  # written in capitals where they stand in a name
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


def group_of(key: str) -> Group:
    """The group with this key. Raises NotFound."""
    found = session().scalar(select(Group).where(Group.key == key))
    if found is None:
        raise NotFound()
    return found


def add(actor: Actor, key: str, facts: Mapping[str, Any]) -> Group:
    """A new group; `facts` as POST /groups takes them. Raises Forbidden, InvalidForm, Conflict (the key is taken)."""
    require(actor, *ADMINISTRATORS)
    if not KEY.fullmatch(key):
        raise InvalidForm({"key": _("Letters a to z, digits, dash and underscore, at most 63.")})
    if session().scalar(select(Group.id).where(Group.key == key)) is not None:
        raise Conflict(_("The key %(key)s is taken.", key=key))
    row = Group(key=key, name=key, active=True)
    session().add(row)
    session().flush()
    joined, _left = _apply(row, facts)
    journal.write(0, actor.login, "group.added", f"Added the group {key}.", key=key, joined=joined)
    return row


def add_empty(actor: Actor, key: str) -> Group:
    """A group that a diagram names, with nobody in it yet. Raises Forbidden, InvalidForm, Conflict."""
    return add(actor, key, {"name": readable(key)})


def readable(key: str) -> str:
    """A name for a group of which only the key is known: `it-budget` is IT budget."""
    said = " ".join(word.upper() if word in SHORT else word for word in re.split(r"[-_]+", key))
    return said[:1].upper() + said[1:]


def change(actor: Actor, key: str, facts: Mapping[str, Any]) -> Group:
    """Change what is given; `members` is the whole new list of logins. Raises Forbidden, InvalidForm, NotFound."""
    require(actor, *ADMINISTRATORS)
    row = group_of(key)
    joined, left = _apply(row, facts)
    said = {"key": key, "fields": sorted(facts), "joined": joined, "left": left}
    journal.write(0, actor.login, "group.changed", f"Changed the group {key}.", **said)
    return row


def _apply(row: Group, facts: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Returns the logins of who joined and who left."""
    if "name" in facts:
        row.name = " ".join(str(facts["name"] or "").split())[:200] or row.key
    if "names" in facts:
        row.names = _names(facts["names"])
    if "email" in facts:
        row.email = people.mail_address(facts["email"])
    if "manager" in facts:
        row.manager_id = _ids([facts["manager"]], "manager")[0] if facts["manager"] else None
    if "active" in facts:
        row.active = bool(facts["active"])
    if "members" not in facts:
        return [], []
    before, members = _members(row), list(facts["members"])
    _fill(row, _ids(members, "members"))
    return sorted(set(members) - before), sorted(before - set(members))


def _members(row: Group) -> set[str]:
    query = select(Person.login).join(Membership, Membership.person_id == Person.id)
    return set(session().scalars(query.where(Membership.group_id == row.id)))


def _names(given: Mapping[str, Any]) -> dict[str, str]:
    """{language: name}, whole; a language left empty calls the group by its name. Raises InvalidForm."""
    unknown = sorted(set(given) - set(house.config().languages))
    if unknown:
        raise InvalidForm({"names": _("This house does not speak %(language)s.", language=unknown[0])})
    said = {language: str(name or "").strip()[:200] for language, name in given.items()}
    return {language: name for language, name in said.items() if name}


def _fill(row: Group, people: list[int]) -> None:
    session().execute(delete(Membership).where(Membership.group_id == row.id))
    session().add_all(Membership(person_id=person_id, group_id=row.id) for person_id in sorted(set(people)))
    session().flush()


def _ids(logins: list[str], field: str) -> list[int]:
    rows = session().execute(select(Person.login, Person.id).where(Person.login.in_(logins)))
    known = {row.login: row.id for row in rows}
    unknown = [login for login in logins if login not in known]
    if unknown:
        raise InvalidForm({field: _("Nobody has the login %(login)s.", login=unknown[0])})
    return [known[login] for login in logins]
