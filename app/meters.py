"""What the house counts and times for monitoring: names, labels and buckets in one place.

What a transaction brought about is noted inside it and counted once it is committed, so that a figure never tells of
something that was rolled back. Labels are words of the house (items, kinds, routes), never a person or a request.
With PROMETHEUS_MULTIPROC_DIR (which `laneway web`, `worker` and `scheduler` set) the processes of one machine count
into files of one folder, and any of them can tell for all; without it a process counts for itself.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector

from app.db import session

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
ROOM = 1 << 19  # bytes of each file of figures
OURS = CollectorRegistry()


class Reserved(MmapedDict):
    """A file of figures that has its room on the disk from the start.

    It is written as memory: on a full disk the first byte for which there is no room would end the process (SIGBUS),
    and nobody could be told that the disk is full.
    """

    def __init__(self, filename: str, read_mode: bool = False) -> None:
        if not read_mode and not Path(filename).exists():
            try:
                with open(filename, "wb") as file:
                    os.posix_fallocate(file.fileno(), 0, ROOM)
            except OSError:  # full already: this process counts for itself, in memory
                Path(filename).unlink(missing_ok=True)
                filename = f"/proc/self/fd/{os.memfd_create('figures')}"
        super().__init__(filename, read_mode)


values.MmapedDict = Reserved  # type: ignore[misc]

QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
LATE = (0.5, 1, 2, 5, 10, 15, 30, 60, 300, 900, 3600)
FUEL = (10, 100, 1_000, 10_000, 50_000, 100_000)

ordered = Counter("laneway_requests_ordered", "Requests ordered.", ["item"], registry=OURS)
ended = Counter("laneway_requests_ended", "Requests that came to an end.", ["item", "outcome"], registry=OURS)
completed = Counter("laneway_tasks_completed", "Tasks that people completed.", ["kind"], registry=OURS)
incidents = Counter("laneway_incidents_opened", "Incidents opened.", ["kind"], registry=OURS)
calls = Counter("laneway_calls", "Tries of service calls.", ["type", "result"], registry=OURS)
rings = Counter("laneway_doorbell", "Rings for the workers.", ["result"], registry=OURS)
engine = Histogram("laneway_engine_seconds", "One command, run.", ["command"], buckets=QUICK, registry=OURS)
fuel = Histogram("laneway_engine_fuel", "Steps of FEEL of one command.", buckets=FUEL, registry=OURS)
timers = Histogram("laneway_timer_lateness_seconds", "From due to fired.", buckets=LATE, registry=OURS)
sent = Histogram("laneway_outbox_age_seconds", "From written to sent.", ["kind"], buckets=LATE, registry=OURS)
pages = Histogram(
    "laneway_http_seconds", "Answers to calls.", ["route", "method", "status"], buckets=QUICK, registry=OURS
)

Meter = Counter | Histogram


def note(meter: Meter, amount: float = 1, **labels: str) -> None:
    """Inside a transaction: count (or observe) `amount` once it is committed."""
    session().info.setdefault("noted", []).append((meter, amount, labels))


def tell(_topics: set[str]) -> None:
    """To be put into db.after_commit: what the transaction noted is counted."""
    for meter, amount, labels in session().info.pop("noted", ()):
        count(meter, amount, **labels)


def count(meter: Meter, amount: float = 1, **labels: str) -> None:
    """Count (or observe) it now: for what happens outside transactions."""
    each = meter.labels(**labels) if labels else meter
    if isinstance(each, Counter):
        each.inc(amount)
    else:
        each.observe(amount)


@contextmanager
def timed(meter: Histogram, **labels: str) -> Iterator[None]:
    """Observe how many seconds the body took, whether it went well or not."""
    began = perf_counter()
    try:
        yield
    finally:
        count(meter, perf_counter() - began, **labels)


def text() -> str:
    """All of it in Prometheus' text format 0.0.4, for every process of this machine that shares the folder."""
    return generate_latest(registry()).decode()


def registry() -> CollectorRegistry:
    """What a scrape is to be answered from."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return OURS
    Path(folder).mkdir(parents=True, exist_ok=True)
    shared = CollectorRegistry()
    MultiProcessCollector(shared, path=folder)
    return shared
