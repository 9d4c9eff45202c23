"""People as others may see them, and what signing in needs to know. Only reads."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, case, literal, select, true

from app.catalogue.folding import fold
from app.db import session
from app.errors import NotFound
from app.models.group import Group, called
from app.models.membership import Membership
from app.models.person import Person
from app.operations import limits
from app.operations.people import find
from app.operations.permissions import Actor, require
from app.operations.roles import MANAGERS
from app.queries.pages import Page, after, cut


@dataclass(frozen=True)
class Credentials:
    """What signing in needs: id, login and the password's hash."""

    id: int
    login: str
    password_hash: str


@dataclass(frozen=True)
class PersonView:
    """A person as administrators see them; `limit`: {amount, currency} or None; `limits`: {currency: amount} of further
    currencies; `groups`: keys; `group_names`: what the reader's language calls them.
    """

    id: int
    login: str
    name: str
    email: str
    department: str
    cost_centre: str
    country: str
    language: str
    timezone: str
    manager: str | None
    roles: list[str]
    groups: list[str]
    limit: dict[str, Any] | None
    limits: dict[str, Decimal]
    heads_department: bool
    active: bool
    group_names: list[str]


@dataclass(frozen=True)
class Name:
    """As much of a person as anybody may know."""

    login: str
    name: str
    department: str


def credentials(name: str) -> Credentials | None:
    """Of the active person with this login or mail address."""
    person = find(name)
    return None if person is None else Credentials(person.id, person.login, person.password_hash)


def page(
    actor: Actor, *, q: str = "", active: bool | None = None, cursor: str = "", limit: int = 50
) -> Page[PersonView]:
    """People by id, for administrators; `q` finds parts of login, name, address, department."""
    require(actor, *MANAGERS)
    query = select(Person).order_by(Person.id)
    if q:
        query = query.where(Person.search.contains(fold(q), autoescape=True))
    if active is not None:
        query = query.where(Person.active.is_(active))
    rows = session().scalars(query.where(Person.id > after(cursor)).limit(limit + 1)).all()
    found = cut(rows, limit, lambda row: row.id)
    return Page(_views(found.items), found.next)


def one(actor: Actor, login: str) -> PersonView:
    """One person, for administrators. Raises NotFound."""
    require(actor, *MANAGERS)
    return view_of(login)


def view_of(login: str) -> PersonView:
    """One person, whoever asks: the edge has checked. Raises NotFound."""
    row = session().scalar(select(Person).where(Person.login == login.casefold()))
    if row is None:
        raise NotFound()
    return _views([row])[0]


def is_invited(login: str) -> bool:
    """Whether this active person has never chosen a password here."""
    query = select(Person.id).where(Person.login == login.casefold(), Person.active, Person.password_hash == "")
    return session().scalar(query) is not None


def names(q: str, limit: int = 10) -> list[Name]:
    """Active people whose name, login, address or department holds every word of `q`: for choosing somebody.

    Those in whom the words begin a word come first: who looks for "berg" means Anna Berg before Clara Lindenberg.
    """
    words = fold(q).split()[:5]
    fits = [Person.search.contains(word, autoescape=True) for word in words]
    begins = [(literal(" ") + Person.search).contains(f" {word}", autoescape=True) for word in words]
    query = select(Person).where(Person.active, *fits).order_by(case((and_(true(), *begins), 0), else_=1), Person.name)
    return [Name(row.login, row.name, row.department) for row in session().scalars(query.limit(limit))]


def login_of(text: str) -> str:
    """The login of the one active person whose login, address or whole name this is; "" where nobody or several fit."""
    found = find(text)
    if found is not None:
        return found.login
    rows = session().scalars(select(Person.login).where(Person.active, Person.name == text.strip()).limit(2)).all()
    return rows[0] if len(rows) == 1 else ""


def _views(rows: list[Person]) -> list[PersonView]:
    groups = _groups([row.id for row in rows])
    bosses = dict(_pairs([row.manager_id for row in rows if row.manager_id]))
    further = limits.of([row.id for row in rows])
    return [_view(row, groups.get(row.id, {}), bosses, further.get(row.id, {})) for row in rows]


def _view(row: Person, groups: dict[str, str], bosses: dict[int, str], further: dict[str, Decimal]) -> PersonView:
    limit: dict[str, Any] | None = None
    if row.limit_amount is not None:
        limit = {"amount": _short(row.limit_amount), "currency": row.limit_currency}
    return PersonView(
        row.id,
        row.login,
        row.name,
        row.email,
        row.department,
        row.cost_centre,
        row.country,
        row.language,
        row.timezone,
        bosses.get(row.manager_id or 0),
        list(row.roles or ()),
        list(groups),
        limit,
        {currency: _short(amount) for currency, amount in further.items()},
        row.heads_department,
        row.active,
        list(groups.values()),
    )


def _short(amount: Decimal) -> Decimal:
    """Without the zeros that PostgreSQL pads."""
    return Decimal(int(amount)) if amount == amount.to_integral_value() else amount.normalize()


def _groups(ids: list[int]) -> dict[int, dict[str, str]]:
    """By person: key and name in the reader's language."""
    rows = session().execute(
        select(Membership.person_id, Group.key, Group.name, Group.names)
        .join(Group, Group.id == Membership.group_id)
        .where(Membership.person_id.in_(ids))
        .order_by(Group.key)
    )
    found: dict[int, dict[str, str]] = {}
    for person_id, key, name, names in rows:
        found.setdefault(person_id, {})[key] = called(name, names)
    return found


def _pairs(ids: list[int]) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in session().execute(select(Person.id, Person.login).where(Person.id.in_(ids)))]
