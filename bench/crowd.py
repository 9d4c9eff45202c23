"""A grown house: many people and many requests, multiplied from true ones by bulk insert, their journals chained anew.

Every row of an original is written again under new ids, for another requester and an earlier day. So the engine's
bytes, the waits, the tasks and the history of each agree with one another as they do in a house that grew by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from app.catalogue.folding import fold
from app.db import now, table, transaction
from app.models.approval import Approval
from app.models.candidate import Candidate
from app.models.comment import Comment
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.models.timer import Timer
from app.operations.journal import START, digest
from bench import originals

TEAM = 20  # people of one manager
#: In the order of their foreign keys; each row finds its own by these columns.
OWN = (Request, Instance, Task, Approval, Comment, Timer, Incident, Outbox)
LINKS = {"request_id": "request", "instance_id": "instance", "task_id": "task"}
BATCH = 500
YEAR = timedelta(days=360)

Row = dict[str, Any]


@dataclass(frozen=True)
class Staff:
    """Who asks and who decides for them: ids, with the requester's name for the search text."""

    id: int
    manager: int
    name: str


def grow(requests: int, people: int = 400) -> None:
    """Bring the house at the current app context to so many requests, and so many more people."""
    made = originals.all_of_them()
    kinds = [one.request_id for one in made for _ in range(one.share)]
    with transaction() as current:
        staff = _hire(current, people)
        stock = {one: _rows(current, one) for one in set(kinds)}
        nobody = {"marta": _id(current, "marta"), "jonas": _id(current, "jonas")}
        writer = _Writer(current, nobody)
        for number in range(requests - len(made)):
            # 7 and 13 share no factor with the lengths, so kinds and people mix
            writer.write(stock[kinds[number * 7 % len(kinds)]], staff[number * 13 % len(staff)], number / requests)
        writer.flush()
    _settle()


def _hire(current: Session, count: int) -> list[Staff]:
    """Teams of `TEAM`, each with its manager; they report to Clara."""
    pattern = current.execute(select(table(Person)).where(Person.login == "marta")).mappings().one()
    top, first, rows = _id(current, "clara"), _next(current, Person), []
    for number in range(count):
        login, name = f"staff{number:04d}", f"{NAMES[number % len(NAMES)]} {SURNAMES[number * 7 % len(SURNAMES)]}"
        manager = top if number % TEAM == 0 else first + number - number % TEAM
        own = {"id": first + number, "login": login, "name": name, "manager_id": manager}
        rows.append({**pattern, **own, "email": f"{login}@bridges.example", "search": fold(f"{name} {login}")})
    if rows:
        current.execute(insert(table(Person)), rows)
    found = [Staff(row["id"], row["manager_id"], row["name"]) for row in rows]
    demo = current.execute(select(Person.id, Person.manager_id, Person.name).where(Person.id < first)).all()
    return found + [Staff(row.id, row.manager_id or row.id, row.name) for row in demo]


def _rows(current: Session, request_id: int) -> dict[str, list[Row]]:
    """Every row of one request, by table."""
    found: dict[str, list[Row]] = {}
    for model in OWN:
        of = Request.id if model is Request else model.request_id  # type: ignore[attr-defined]
        found[model.__tablename__] = _read(current, select(table(model)).where(of == request_id))
    tasks = [row["id"] for row in found["task"]]
    found["candidate"] = _read(current, select(table(Candidate)).where(Candidate.task_id.in_(tasks)))
    chain = select(table(Journal)).where(Journal.request_id == request_id).order_by(Journal.seq)
    found["journal"] = _read(current, chain)
    return found


class _Writer:
    """Gathers rows and writes them in batches. `nobody`: ids of the originals' requester and manager."""

    def __init__(self, current: Session, nobody: dict[str, int]) -> None:
        self.current, self.nobody, self.now = current, nobody, now()
        self.next = {model.__tablename__: _next(current, model) for model in OWN}
        self.rows: dict[Table, list[Row]] = {}

    def write(self, stock: dict[str, list[Row]], asked: Staff, place: float) -> None:
        """One more request like `stock`; `place` 0 to 1: how far back it was ordered, open ones lately."""
        ids: dict[str, dict[int, int]] = {}
        open_one = stock["request"][0]["state"] != "ended"
        ago = (YEAR / 12 if open_one else YEAR) * (1 - place)
        for model in OWN:
            name = model.__tablename__
            for row in stock[name]:
                fresh = self._id(name)
                ids.setdefault(name, {})[row["id"]] = fresh
                self._keep(table(model), self._fresh(row, {**ids}, fresh, asked, ago))
        for row in stock["candidate"]:
            self._keep(table(Candidate), self._fresh(row, ids, None, asked, ago))
        self._chain(stock["journal"], ids, ago)
        if len(self.rows[table(Request)]) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was gathered, parents first: the tables were met in that order."""
        for target, rows in self.rows.items():
            self.current.execute(insert(target), rows)
        self.rows = {}

    def _keep(self, target: Table, row: Row) -> None:
        self.rows.setdefault(target, []).append(row)

    def _id(self, name: str) -> int:
        self.next[name] += 1
        return self.next[name] - 1

    def _fresh(self, row: Row, ids: dict[str, dict[int, int]], own: int | None, asked: Staff, ago: timedelta) -> Row:
        people = {self.nobody["marta"]: asked.id, self.nobody["jonas"]: asked.manager}
        found = {name: self._value(name, value, ids, people, ago) for name, value in row.items()}
        if own is not None:
            found["id"] = own
        if "search" in row:
            found["search"] = fold(f"req-{own:06d} {row['search'].split(' ', 1)[1]} {asked.name}")
        if "lease_token" in row and "key" in row:
            found["key"], found["state"] = f"{row['key']}:{own}", "done"
        return found

    def _value(self, name: str, value: Any, ids: dict[str, dict[int, int]], people: dict[int, int], ago: Any) -> Any:
        if name in LINKS:
            return ids[LINKS[name]].get(value, value)
        if name in PERSONS:
            return people.get(value, value)
        return value - ago if name in MOMENTS and value is not None else value

    def _chain(self, entries: list[Row], ids: dict[str, dict[int, int]], ago: timedelta) -> None:
        (request,) = ids["request"].values()
        last = START
        for entry in entries:
            fresh = {**entry, "request_id": request, "at": entry["at"] - ago}
            said = (fresh["at"], entry["actor"], entry["kind"], entry["text"], entry["data"])
            last = fresh["hash"] = digest(last, request, entry["seq"], *said)
            self._keep(table(Journal), fresh)


PERSONS = {"requester_id", "requested_for_id", "assignee_id", "completed_by_id", "person_id", "author_id"}
MOMENTS = {"created_at", "ended_at", "due_at", "completed_at", "claimed_at", "decided_at", "since", "updated_at"}
NAMES = ("Ágnes", "Bartosz", "Clemens", "Dorota", "Erik", "Franziska", "Gábor", "Halina", "Imre", "Judit", "Kacper")
SURNAMES = ("Almási", "Baumann", "Czerny", "Dudek", "Engel", "Farkas", "Gruber", "Horváth", "Iwańska", "Németh")


def _read(current: Session, query: Any) -> list[Row]:
    return [dict(row) for row in current.execute(query).mappings()]


def _id(current: Session, login: str) -> int:
    return current.scalars(select(Person.id).where(Person.login == login)).one()


def _next(current: Session, model: Any) -> int:
    return (current.scalar(select(func.max(model.id))) or 0) + 1


def _settle() -> None:
    """PostgreSQL's counters go on after the ids that were given here; both databases learn how the tables lie."""
    with transaction() as current:
        if current.get_bind().dialect.name == "postgresql":
            for model in (*OWN, Person):
                name = model.__tablename__
                current.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), {_next(current, model)})")
                )
        current.execute(text("ANALYZE"))


def sizes() -> Iterator[tuple[str, int]]:
    """How many rows stand in each table."""
    with transaction() as current:
        for model in (*OWN, Journal, Person):
            yield model.__tablename__, current.scalar(select(func.count()).select_from(model)) or 0
