"""Figures for monitoring: what is open, what is due and how late, in Prometheus' text format. Only reads.

Each figure is one counted index, so that asking every few seconds costs the house nothing.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, select

from app.db import now, session
from app.models.call import JOBS, Call
from app.models.incident import Incident
from app.models.outbox import Outbox
from app.models.request import STATES, Request
from app.models.task import Task
from app.models.timer import Timer
from app.operations import leases

#: What is asked of each, in the words of its small index: the tables keep what is done for ever.
QUEUES: dict[str, tuple[Any, ...]] = {
    "outbox": (Outbox, leases.LIVE),
    "calls": (Call, leases.LIVE, leases.OURS),
    "jobs": (Call, JOBS),
    "timers": (Timer, leases.LIVE),
}


def text() -> str:
    """The whole page: one `# HELP`, one `# TYPE` and its samples a figure."""
    return "\n".join([*_requests(), *_tasks(), *_incidents(), *_queues()]) + "\n"


def _requests() -> Iterator[str]:
    """Ended ones are left out: they are counted as they end, and their number grows for ever."""
    going = [state for state in STATES if state != "ended"]
    rows = session().execute(
        select(Request.state, func.count()).where(Request.state.in_(going)).group_by(Request.state)
    )
    return _figure(
        "laneway_requests",
        "Requests that have not ended, by state.",
        ((f'{{state="{state}"}}', count) for state, count in rows),
    )


def _tasks() -> Iterator[str]:
    count = session().scalar(select(func.count()).select_from(Task).where(Task.state == "open"))
    return _figure("laneway_tasks_open", "Open tasks.", [("", count or 0)])


def _incidents() -> Iterator[str]:
    count = session().scalar(select(func.count()).select_from(Incident).where(Incident.state == "open"))
    return _figure("laneway_incidents_open", "Open incidents.", [("", count or 0)])


def _queues() -> Iterator[str]:
    moment = now()
    waiting, late = [], []
    for name, (model, *wanted) in QUEUES.items():
        query = select(func.count(), func.min(model.run_at)).where(*wanted)
        count, oldest = session().execute(query).one()
        waiting.append((f'{{queue="{name}"}}', count))
        late.append((f'{{queue="{name}"}}', max(0.0, (moment - oldest).total_seconds()) if oldest else 0))
    yield from _figure("laneway_waiting", "Rows that a worker will take; jobs, that a program will.", waiting)
    yield from _figure("laneway_lateness_seconds", "How long the oldest due row has waited.", late)


def _figure(name: str, about: str, samples: Iterable[tuple[str, float]]) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} gauge"
    yield from (f"{name}{labels} {value:g}" for labels, value in samples)
