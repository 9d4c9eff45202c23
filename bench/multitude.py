"""Open requests by the million: rows of a grown house repeated inside PostgreSQL, under new ids and other moments.

For lists alone: engine bytes, journals and conversations are left out, so nothing here can be worked on.
"""

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
PATIENT = "SET LOCAL statement_timeout = 0"  # this is no page
STEP = 50_000  # requests in one transaction


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
    while done < wanted:
        last = first + min(per_step, -(-(wanted - done) // len(pattern))) - 1
        with transaction() as current:
            current.execute(text(PATIENT))
            for model, changed in REPEATED:
                _repeat(current, table(model), changed, span, first, last)
        done += (last - first + 1) * len(pattern)
        first = last + 1
    _settle()


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
    with transaction() as current:
        current.execute(text(PATIENT))
        current.execute(text("ANALYZE request, instance, task, candidate"))
