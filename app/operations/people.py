"""People: added, changed, found. Leaving is in leaving.py, links to a password in password_links.py.

Every change of who somebody is or may do is in the house's own journal (chain 0).
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select

from app.catalogue.folding import fold
from app.db import now, session
from app.errors import Conflict, InvalidForm, NotFound
from app.language import gettext as _
from app.models import money
from app.models.person import ROLES, Person
from app.operations import house, journal, limits, sessions
from app.operations.permissions import Actor, require
from app.operations.roles import ADMINISTRATORS

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
#: One plain address (RFC 5321's Dot-string, a host by its name); an international host is written as xn--….
ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
#: What may be set from outside, and how its text is read.
TEXTS = {"name": 200, "email": 254, "department": 100, "cost_centre": 40, "country": 2, "language": 5, "timezone": 40}


def person_of(login: str) -> Person:
    """The person with this login. Raises NotFound."""
    found = session().scalar(select(Person).where(Person.login == login.casefold()))
    if found is None:
        raise NotFound()
    return found


def by_id(person_id: int) -> Person:
    """The active person of this id. Raises NotFound."""
    found = session().get(Person, person_id)
    if found is None or not found.active:
        raise NotFound()
    return found


def add(actor: Actor, login: str, facts: Mapping[str, Any], *, password_hash: str = "") -> Person:
    """A new person; `facts` as POST /people takes them. Raises Forbidden, InvalidForm, Conflict when the login is
    taken.
    """
    require(actor, *ADMINISTRATORS)
    return _add(actor.login, login, facts, password_hash)


def begin(login: str, name: str, email: str, password_hash: str) -> Person:
    """The first person of an empty house, who becomes its administrator: nobody is there to let them in. Raises
    NotFound once there is anybody, InvalidForm.
    """
    if not nobody():
        raise NotFound()
    facts = {"name": name or login, "email": email, "roles": ["administrator"]}
    return _add(login, login, facts, password_hash)


def _add(by: str, login: str, facts: Mapping[str, Any], password_hash: str) -> Person:
    login = login.strip().casefold()
    if not LOGIN.fullmatch(login) or login == "laneway":
        raise InvalidForm({"login": _("Letters a to z, digits, dot, dash and underscore, at most 63.")})
    if session().scalar(select(Person.id).where(Person.login == login)) is not None:
        raise Conflict(_("The login %(login)s is taken.", login=login))
    row = Person(login=login, name=login, created_at=now(), password_hash=password_hash, roles=[], active=True)
    _apply(row, facts)
    session().add(row)
    session().flush()
    if "limits" in facts:
        limits.store(row, facts["limits"])
    journal.write(0, by, "person.added", f"Added {login}.", login=login, roles=sorted(row.roles))
    return row


def change(actor: Actor, login: str, facts: Mapping[str, Any]) -> Person:
    """Change what is given. A change of roles ends the person's sessions. Raises Forbidden, InvalidForm, Conflict,
    NotFound.
    """
    require(actor, *ADMINISTRATORS)
    row = person_of(login)
    before = _rights(row)
    _apply(row, facts)
    if "limits" in facts:
        limits.store(row, facts["limits"])
    after = _rights(row)
    if after["roles"] != before["roles"]:
        keep_an_administrator()
        sessions.end_all(row.id)
    said = {"login": row.login, "fields": sorted(facts)}
    rights = {name: [before[name], after[name]] for name in after if after[name] != before[name]}
    journal.write(0, actor.login, "person.changed", f"Changed {row.login}.", **said, rights=rights)
    return row


def _rights(row: Person) -> dict[str, Any]:
    """What somebody may do, and under whom: the journal keeps what it was and what it is."""
    limit = f"{row.limit_amount.normalize():f} {row.limit_currency}" if row.limit_amount is not None else ""
    manager = session().get(Person, row.manager_id) if row.manager_id else None
    place = {"manager": manager.login if manager else "", "heads_department": row.heads_department}
    return {"roles": sorted(row.roles), "limit": limit, **place}


def settle(actor: Actor, language: str, timezone: str) -> None:
    """The person's own language and time zone, checked by the edge."""
    row = session().get_one(Person, actor.id)
    row.language, row.timezone = language, timezone


def find(name: str) -> Person | None:
    """The active person behind a login or a mail address; None when nobody, or several."""
    name = name.strip().casefold()
    query = select(Person).where(Person.active, or_(Person.login == name, func.lower(Person.email) == name))
    found = session().scalars(query.order_by(Person.id).limit(2)).all() if name else []
    exact = [person for person in found if person.login == name]
    return exact[0] if exact else found[0] if len(found) == 1 else None


def nobody() -> bool:
    """True while the house has no person at all: the first one becomes the administrator."""
    return session().scalar(select(Person.id).limit(1)) is None


def keep_an_administrator() -> None:
    """Raises Conflict when no active administrator would be left."""
    session().flush()
    for roles in session().scalars(select(Person.roles).where(Person.active)):
        if "administrator" in roles:
            return
    raise Conflict(_("The last administrator stays: name another one first."))


def mail_address(given: Any) -> str:
    """As it was typed, or "": what no letter could be sent to is refused where it is kept. Raises InvalidForm."""
    address = str(given or "").strip()
    if address and not (len(address) <= TEXTS["email"] and ADDRESS.fullmatch(address)):
        raise InvalidForm({"email": _("This is no e-mail address, for example eva.nowak@example.org.")})
    return address


def _apply(row: Person, facts: Mapping[str, Any]) -> None:
    for name, longest in TEXTS.items():
        if name in facts and name != "email":
            setattr(row, name, " ".join(str(facts[name] or "").split())[:longest])
    if "email" in facts and str(facts["email"] or "").strip() != row.email:
        row.email, row.email_verified = mail_address(facts["email"]), False  # nobody has shown that this one is theirs
    _check_speech(row, facts)
    if "roles" in facts:
        row.roles = _roles(facts["roles"])
    if "manager" in facts:
        row.manager_id = _manager(row, facts["manager"])
    if "limit" in facts:
        row.limit_amount, row.limit_currency = _limit(facts["limit"])
    if "heads_department" in facts:
        row.heads_department = bool(facts["heads_department"])
    row.search = fold(f"{row.login} {row.name} {row.email} {row.department}")[:400]


def _check_speech(row: Person, facts: Mapping[str, Any]) -> None:
    """A language that the house speaks and a zone that there is, or none: both are used in whatever is told them."""
    if facts.get("language") and row.language not in house.config().languages:
        raise InvalidForm({"language": _("The house does not speak this language.")})
    if facts.get("timezone"):
        try:
            ZoneInfo(row.timezone)
        except (OSError, ValueError, LookupError) as error:
            raise InvalidForm({"timezone": _("No such time zone. Write it as Europe/Berlin.")}) from error


def _roles(given: Any) -> list[str]:
    unknown = sorted(set(given) - set(ROLES))
    if unknown:
        raise InvalidForm({"roles": _("There is no role %(role)s.", role=unknown[0])})
    return sorted(set(given))


def _manager(row: Person, login: str | None) -> int | None:
    if not login:
        return None
    manager = session().scalar(select(Person).where(Person.login == login.casefold()))
    if manager is None:
        raise InvalidForm({"manager": _("Nobody has the login %(login)s.", login=login)})
    above: Person | None = manager
    for _step in range(50):
        if above is None:
            return manager.id
        if above.login == row.login:
            break
        above = above.manager
    raise InvalidForm({"manager": _("Somebody cannot be their own superior, not even over others.")})


def _limit(given: Any) -> tuple[Decimal | None, str]:
    if given is None:
        return None, "EUR"
    try:
        amount = Decimal(str(given["amount"]))
    except (InvalidOperation, KeyError, TypeError) as error:
        raise InvalidForm({"limit": _("Give an amount and a currency.")}) from error
    if not money.is_sum(amount):
        raise InvalidForm({"limit": _("Give an amount and a currency.")})
    return amount, str(given.get("currency") or "EUR")[:3].upper()
