"""Open requests by the million: rows of a grown house repeated inside PostgreSQL, under new ids and other moments.

For lists alone: engine bytes, journals and conversations are left out, so nothing here can be worked on.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Table, func, select, text
from sqlalchemy.orm import Session

from app.db import Base, table, transaction
from app.models.candidate import Candidate
from app.models.instance import Instance
from app.models.request import Request
from app.models.task import Task

#: Each with the columns that get another value than the row which is repeated; `s`: ids further, `r`: the repetition.
REPEATED: tuple[tuple[type[Base], dict[str, str]], ...] = (
    (
        Request,
        {
            "id": "id + s * r",
            "created_at": "created_at - r * interval '7 seconds'",
            "search": "'req-' || lpad((id + s * r)::text, 6, '0') || substr(search, strpos(search, ' '))",
        },
    ),
    (Instance, {"id": "id + s * r", "request_id": "request_id + s * r", "state": "null", "variables": "'{}'"}),
    (
        Task,
        {
            "id": "id + s * r",
            "instance_id": "instance_id + s * r",
            "request_id": "request_id + s * r",
            "created_at": "created_at - r * interval '7 seconds'",
            "due_at": "due_at + r * interval '11 seconds'",
        },
    ),
    (Candidate, {"id": "id + s * r", "task_id": "task_id + s * r"}),
)
#: This is no page; and rows that repeat others need no look whether those they name are there.
BULK = (
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL session_replication_role = replica",
    "SET LOCAL synchronous_commit = off",
    "SET LOCAL maintenance_work_mem = '256MB'",
)
STEP = 50_000  # requests in one transaction
#: Those that no constraint needs: made anew when all rows are there, which takes a sixth of the time.
INDEXES = text(
    "SELECT indexname, indexdef FROM pg_indexes i WHERE tablename = ANY(:tables) AND schemaname = current_schema()"
    " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)"
)


def open_requests() -> int:
    """How many have not ended."""
    with transaction() as current:
        return current.scalar(select(func.count()).select_from(Request).where(Request.state != "ended")) or 0


def grow(wanted: int) -> None:
    """Bring the house to so many open requests. Those that are open already are repeated as often as it takes."""
    with transaction() as current:
        pattern = [row[0] for row in current.execute(select(Request.id).where(Request.state == "running"))]
        span = max(current.scalar(select(func.max(table(one).c.id))) or 0 for one in (Request, Instance, Task)) + 1
    done = open_requests()
    first, per_step = 1, max(1, STEP // len(pattern))
    indexes = _without_indexes() if done < wanted else []
    while done < wanted:
        last = first + min(per_step, -(-(wanted - done) // len(pattern))) - 1
        with _bulk() as current:
            for model, changed in REPEATED:
                _repeat(current, table(model), changed, span, first, last)
        done += (last - first + 1) * len(pattern)
        first = last + 1
    for index in indexes:
        with _bulk() as current:
            current.execute(text(index))
    _settle()


@contextmanager
def _bulk() -> Iterator[Session]:
    with transaction() as current:
        for setting in BULK:
            current.execute(text(setting))
        yield current


def _without_indexes() -> list[str]:
    """Take the indexes away; answers what makes them again."""
    with _bulk() as current:
        found = current.execute(INDEXES, {"tables": [model.__tablename__ for model, _ in REPEATED]}).all()
        for name, _ in found:
            current.execute(text(f'DROP INDEX "{name}"'))
    return [made for _, made in found]


def _repeat(current: Session, target: Table, changed: dict[str, str], span: int, first: int, last: int) -> None:
    columns = [column.name for column in target.c]
    values = ", ".join(changed.get(name, f'"{name}"') if name in changed else f'p."{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    whose = {
        "request": "p.state = 'running'",
        "instance": "p.request_id in (select id from request where state = 'running' and id < :s)",
        "task": "p.request_id in (select id from request where state = 'running' and id < :s)",
        "candidate": "p.task_id in (select t.id from task t join request q on q.id = t.request_id"
        " where q.state = 'running' and t.id < :s)",
    }[target.name]
    own = "p.task_id" if target.name == "candidate" else "p.id"
    current.execute(
        text(
            f'INSERT INTO "{target.name}" ({names}) SELECT {values} FROM "{target.name}" p'
            f" CROSS JOIN (SELECT cast(:s AS bigint) AS s) one"
            f" CROSS JOIN generate_series(cast(:first AS bigint), cast(:last AS bigint)) AS r"
            f" WHERE {own} < :s AND {whose}"
        ),
        {"s": span, "first": first, "last": last},
    )


def _settle() -> None:
    """The counters go on after the ids that were given here, and the planner learns how the tables lie."""
    with transaction() as current:
        for model in (Request, Instance, Task):
            name = model.__tablename__
            current.execute(
                text(f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), (SELECT max(id) + 1 FROM \"{name}\"))")
            )
    with _bulk() as current:
        current.execute(text("ANALYZE request, instance, task, candidate"))
