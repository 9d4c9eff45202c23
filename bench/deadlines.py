"""A timer that fires and a message that arrives, by how many of their like wait in the same instance (`bench tokens`).

Each of so many sub-processes side by side has a task with a deadline and a message that ends it. They begin in two
halves, for what one command may do is bounded. Milliseconds of operations in this process, as in tokens.py.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from sqlalchemy import select

from app.db import session, transaction
from app.models.message_wait import MessageWait
from app.models.person import Person
from app.models.task import Task
from app.models.timer import Timer
from app.operations import clock, importing, leases, messages, ordering, tasks, timers
from app.operations.permissions import LANEWAY, actor_of

DIAGRAM = Path(__file__).parent / "diagrams" / "many_deadlines.bpmn"
KEY = "bench_many_deadlines"
DAY = 86_400
PEOPLE = ("marta", "bela")


class Happened(NamedTuple):
    """Milliseconds of one that fires, of one that arrives."""

    fire: float
    receive: float


def measured(size: int, rounds: int) -> Happened:
    """In the house that is open."""
    request, some = _ordered(size), max(1, min(rounds, size // 3))
    with transaction():
        waits = select(MessageWait.correlation_key).where(MessageWait.request_id == request)
        keys = session().scalars(waits.order_by(MessageWait.id.desc()).limit(some)).all()
        clock.move(2 * DAY)
        mine = leases.take(Timer, "bench", some, timedelta(minutes=5), Timer.request_id == request)
        due = [(row.id, row.lease_token) for row in mine]
    fired = median(_timed(partial(timers.fire, *row)) for row in due)
    arrived = median(_timed(partial(messages.receive, LANEWAY, "bench-news", key, {})) for key in keys)
    with transaction():
        clock.move(None)
    return Happened(fired, arrived)


def _ordered(size: int) -> int:
    """An instance of which so many wait; the id of its request."""
    diagram = DIAGRAM.read_text().replace("HALF", str(size // 2)).replace("SIZE", str(size))
    with transaction():
        row = importing.import_files({"many.bpmn": diagram.replace(KEY, f"{KEY}_{size}").encode()})
        if row.state != "published":
            raise RuntimeError(f"The item was not published: {row.problems}")
    with transaction():
        marta, bela = (actor_of(session().scalars(select(Person).where(Person.login == one)).one()) for one in PEOPLE)
    with transaction():
        request = ordering.submit(marta, f"{KEY}_{size}", {}).id
    with transaction():
        more = session().scalars(select(Task.id).where(Task.request_id == request, Task.element == "more")).one()
        tasks.complete(bela, more, {})
    return request


def _timed(deed: Callable[[], object]) -> float:
    began = perf_counter()
    with transaction():
        deed()
    return (perf_counter() - began) * 1000
