"""People and groups from a CSV file: rehearsed, with a sentence for every line that is wrong, then all or nothing.

Columns are named in the first line, in any order; unknown ones are refused. Several values in a cell are separated by
spaces, commas or semicolons. A person or group that is there already is changed, nobody is removed.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.db import session
from app.errors import BadRequest, InvalidForm, LanewayError
from app.language import gettext as _
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.operations import groups, house, limits, people
from app.operations.permissions import Actor, require
from app.operations.roles import ADMINISTRATORS

PEOPLE = (
    "login",
    "name",
    "email",
    "manager",
    "department",
    "cost_centre",
    "country",
    "language",
    "timezone",
    "roles",
    "limit_amount",
    "limit_currency",
    "limits",
    "heads_department",
    "groups",
)
GROUPS = ("key", "name", "email", "manager", "members")
NAME = "name_"  # and a language: what that language calls a group
LATER = ("manager", "groups", "members")
MOST = 20_000


@dataclass(frozen=True)
class Line:
    """What becomes of a line of the file (the first data line is 2). `change`: add, change, wrong."""

    line: int
    key: str
    change: str
    message: str = ""


@dataclass(frozen=True)
class Result:
    """`wrong`: how many lines keep the file from being applied."""

    lines: list[Line] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """Lines that cannot be used."""
        return sum(line.change == "wrong" for line in self.lines)


class Rehearsed(Exception):
    """Not applied: only a preview was asked for, or lines are wrong. Rolls all back; `result` says what would be."""

    def __init__(self, result: Result) -> None:
        super().__init__("rehearsed")
        self.result = result


def read_in(actor: Actor, what: str, content: bytes, *, apply: bool) -> Result:
    """Apply a file of `what` (people, groups). Raises Forbidden, Rehearsed when not applied, BadRequest for no such
    file.
    """
    require(actor, *ADMINISTRATORS)
    if what not in KINDS:
        raise BadRequest(_("Choose people or groups."))
    _some, first, second = KINDS[what]
    columns = columns_of(what)
    rows = _rows(content, columns)
    lines = [_try(number, row[columns[0]], lambda row=row: first(actor, row)) for number, row in rows]  # type: ignore[misc]
    wrong = {line.line for line in lines if line.change == "wrong"}
    for at, (number, row) in enumerate(rows):
        if number not in wrong:
            told = _try(number, row[columns[0]], lambda row=row: second(actor, row))  # type: ignore[misc]
            lines[at] = told if told.change == "wrong" else lines[at]
    result = Result(lines)
    if not apply or result.wrong:
        raise Rehearsed(result)
    return result


def columns_of(what: str) -> tuple[str, ...]:
    """Every column a file of `what` may have: a group also has a name in each further language of the house."""
    more = house.config().languages[1:] if what == "groups" else ()
    return (*KINDS[what][0], *(f"{NAME}{language}" for language in more))


def _try(number: int, key: str, work: Callable[[], str]) -> Line:
    try:
        return Line(number, key, work())
    except InvalidForm as error:
        return Line(number, key, "wrong", " ".join(f"{name}: {told}" for name, told in error.fields.items()))
    except LanewayError as error:
        return Line(number, key, "wrong", str(error))


def _rows(content: bytes, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest(_("The file is not UTF-8 text.")) from error
    dialect = "excel" if text.split("\n", 1)[0].count(",") >= text.split("\n", 1)[0].count(";") else "excel-semicolon"
    reader = csv.DictReader(io.StringIO(text), dialect=dialect, restval="", strict=True)
    try:
        unknown = [name for name in reader.fieldnames or [] if name not in columns]
        if columns[0] not in (reader.fieldnames or []) or unknown:
            raise BadRequest(_("The first line names the columns: %(columns)s.", columns=", ".join(columns)))
        rows = [(reader.line_num, {k: v.strip() for k, v in row.items() if k}) for row in reader]
    except csv.Error as error:
        raise BadRequest(_("This is not a CSV file: %(why)s.", why=error)) from error
    if len(rows) > MOST:
        raise BadRequest(_("At most %(n)s lines at once.", n=MOST))
    return rows


class _Semicolon(csv.excel):
    delimiter = ";"


csv.register_dialect("excel-semicolon", _Semicolon)


def _person(actor: Actor, row: Mapping[str, str]) -> str:
    facts = _facts(row)
    login = row["login"].casefold()
    if session().scalar(select(Person.id).where(Person.login == login)) is None:
        people.add(actor, login, facts)
        return "add"
    people.change(actor, login, facts)
    return "change"


def _facts(row: Mapping[str, str]) -> dict[str, Any]:
    plain = ("login", "roles", "limit_amount", "limit_currency", "limits", "heads_department", *LATER)
    facts: dict[str, Any] = {name: value for name, value in row.items() if name not in plain}
    if "roles" in row:
        facts["roles"] = _words(row["roles"])
    if "heads_department" in row:
        facts["heads_department"] = row["heads_department"].lower() in ("1", "yes", "true", "x")
    if "limit_amount" in row:
        amount = row["limit_amount"]
        facts["limit"] = {"amount": amount, "currency": row.get("limit_currency") or "EUR"} if amount else None
    if "limits" in row:
        facts["limits"] = limits.read(row["limits"])
    return facts


def _relations(actor: Actor, row: Mapping[str, str]) -> str:
    if "manager" in row:
        people.change(actor, row["login"], {"manager": row["manager"].casefold() or None})
    person = people.person_of(row["login"])
    for key in _words(row.get("groups", "")):
        session().merge(Membership(person_id=person.id, group_id=groups.group_of(key).id))
    return "change"


def _group(actor: Actor, row: Mapping[str, str]) -> str:
    facts: dict[str, Any] = {name: row[name] for name in ("name", "email") if name in row}
    known = session().scalar(select(Group).where(Group.key == row["key"]))
    said = {column.removeprefix(NAME): name for column, name in row.items() if column.startswith(NAME)}
    if said:
        facts["names"] = {**(known.names if known else {}), **said}
    if known is None:
        groups.add(actor, row["key"], facts)
        return "add"
    groups.change(actor, row["key"], facts)
    return "change"


def _filling(actor: Actor, row: Mapping[str, str]) -> str:
    facts: dict[str, Any] = {}
    if "manager" in row:
        facts["manager"] = row["manager"].casefold() or None
    if "members" in row:
        facts["members"] = [word.casefold() for word in _words(row["members"])]
    if facts:
        groups.change(actor, row["key"], facts)
    return "change"


def _words(cell: str) -> list[str]:
    return cell.replace(",", " ").replace(";", " ").split()


Step = Callable[[Actor, Mapping[str, str]], str]
KINDS: dict[str, tuple[tuple[str, ...], Step, Step]] = {
    "people": (PEOPLE, _person, _relations),
    "groups": (GROUPS, _group, _filling),
}
