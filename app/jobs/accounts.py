"""The connector of directory tasks where no directory is set up: the house's own people and what they may use."""

from collections.abc import Callable
from typing import Any

from app.connectors.actions import action
from app.connectors.base import BusinessError, ConnectorError, Order
from app.db import reading, transaction
from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.models.person import Person
from app.operations import entitlements, house, password_links, people
from app.operations.permissions import LANEWAY

#: What an order may tell of a newcomer beside name and address.
OPTIONAL = ("department", "country", "language", "manager")


class Accounts:
    """The actions of connectors/directory.py on the house's own tables, each in a transaction of its own."""

    type = "directory"
    name = "Accounts"

    def run(self, order: Order) -> dict[str, Any]:
        """Raises BusinessError `unknown_person` or `login_taken`, ConnectorError for an unknown action."""
        todo = action(order, ACTIONS)
        with transaction():
            return todo(order)

    def test(self) -> str:
        """Looks whether there are people."""
        with reading():
            empty = people.nobody()
        return _("There is nobody yet.") if empty else _("Laneway's own accounts stand for the directory.")


def _find(order: Order) -> dict[str, Any]:
    person = people.find(order.word("login"))
    if person is None:
        return {"found": False}
    facts = {"login": person.login, "name": person.name, "email": person.email}
    return {"found": True, **facts, "entitlements": entitlements.of(person)}


def _grant(order: Order) -> dict[str, Any]:
    name = _entitlement(order)
    entitlements.grant(_person(order), name, order.key)
    return {"granted": name}


def _revoke(order: Order) -> dict[str, Any]:
    name = _entitlement(order)
    entitlements.revoke(_person(order), name, order.key)
    return {"revoked": name}


def _create(order: Order) -> dict[str, Any]:
    """A second try finds the person of the first by login, name and address. `invite`: yes mails a first link. Whose
    language the house does not speak begins with the one that everybody begins with.
    """
    login = order.word("login").strip().casefold()
    facts = {"name": order.word("name") or login, "email": order.word("email")}
    facts |= {word: order.word(word) for word in OPTIONAL if order.word(word)}
    if facts.get("language") not in house.config().languages:
        facts.pop("language", None)
    known = people.find(login)
    if known is not None and (known.name, known.email) == (facts["name"], facts["email"]):
        return {"login": known.login}
    try:
        made = people.add(LANEWAY, login, facts)
    except Conflict as error:
        raise BusinessError("login_taken", str(error)) from error
    except InvalidForm as error:
        raise BusinessError("invalid_login", "; ".join(error.fields.values())) from error
    if order.word("invite") == "yes":
        password_links.invite(LANEWAY, made)
    return {"login": made.login}


def _entitlement(order: Order) -> str:
    name = order.word("entitlement").strip()
    if not 0 < len(name) <= 200:
        raise ConnectorError(_("An entitlement has a name of at most 200 letters."), permanent=True)
    return name


def _reset(order: Order) -> dict[str, Any]:
    """A link to its owner, who alone chooses the password: nobody else ever sees one."""
    person = _person(order)
    if not (person.email and person.email_verified):
        raise BusinessError("no_address", _("%(login)s has no verified address.", login=person.login))
    password_links.reset(person, f"reset:{order.key}")
    return {"mailed": True}


def _person(order: Order) -> Person:
    login = order.word("login")
    found = people.find(login)
    if found is None:
        raise BusinessError("unknown_person", _("Nobody has the login %(login)s.", login=login[:100]))
    return found


ACTIONS: dict[str, Callable[[Order], dict[str, Any]]] = {
    "find": _find,
    "grant": _grant,
    "revoke": _revoke,
    "create_account": _create,
    "reset_password": _reset,
}
