"""What the house counts and times for monitoring: names, labels and buckets in one place.

What a transaction brought about is noted inside it and counted once it is committed, so that a figure never tells of
something that was rolled back. Labels are words of the house (items, kinds, routes), never a person or a request.
With PROMETHEUS_MULTIPROC_DIR (which `laneway web`, `worker` and `scheduler` set) the processes of one machine count
into files of one folder, and any of them can tell for all; without it a process counts for itself.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector

from app.beside import keeps
from app.db import session

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
ROOM = 1 << 19  # bytes of each file of figures
OURS = CollectorRegistry()


class Reserved(MmapedDict):
    """A file of figures that has its room on the disk from the start, or that of a process that is gone, which it goes
    on with: so they do not get more with every process that starts, and nothing that was counted is lost.

    It is written as memory: on a full disk the first byte for which there is no room would end the process (SIGBUS),
    and nobody could be told that the disk is full.
    """

    def __init__(self, filename: str, read_mode: bool = False) -> None:
        path = Path(filename)
        if not read_mode and not path.exists():
            try:
                with _locked(path.parent, fcntl.LOCK_EX) as alone:
                    if not (alone and _take_over(path)):
                        _make(path)
            except OSError:  # full already: this process counts for itself, in memory
                path.unlink(missing_ok=True)
                filename = f"/proc/self/fd/{os.memfd_create('figures')}"
        super().__init__(filename, read_mode)
        self.held = open(filename, "rb")  # noqa: SIM115 - as long as the file of figures itself
        if not read_mode:
            fcntl.flock(self.held, fcntl.LOCK_SH)

    def close(self) -> None:
        """Others may go on with it once this process is gone, too."""
        self.held.close()
        super().close()


def _make(path: Path) -> None:
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, ROOM)


def _take_over(path: Path) -> bool:
    """Give the file of the same kind of some process that is gone this name."""
    kind = path.stem.rpartition("_")[0]
    for other in path.parent.glob(f"{kind}_*.db"):
        if not _is_used(other):
            other.rename(path)
            return True
    return False


def _is_used(path: Path) -> bool:
    """Whether its process lives, here or in another container that shares the folder."""
    try:
        os.kill(int(path.stem.rpartition("_")[2]), 0)
    except ProcessLookupError:
        with path.open("rb") as file, suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
    except (PermissionError, ValueError):
        return True
    return True


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[bool]:
    """No file of figures gets another name while somebody (LOCK_SH) reads them all. Tells whether it is: nobody waits
    here, for who has it may have been stopped.
    """
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


class Shared(MultiProcessCollector):
    """The figures of all processes that share the folder."""

    def __init__(self, told: CollectorRegistry, folder: str) -> None:
        self.folder = Path(folder)
        super().__init__(told, path=folder)

    def collect(self) -> Any:
        """All of them, of one moment."""
        with _locked(self.folder, fcntl.LOCK_SH):
            return super().collect()


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
keeps("noted", list)


def note(meter: Meter, amount: float = 1, **labels: str) -> None:
    """Inside a transaction: count (or observe) `amount` once it is committed."""
    session().info["noted"].append((meter, amount, labels))


def tell(_topics: set[str]) -> None:
    """To be put into db.after_commit: what the transaction noted is counted."""
    for meter, amount, labels in session().info.pop("noted", ()):
        count(meter, amount, **labels)


def count(meter: Meter, amount: float = 1, **labels: str) -> None:
    """Count (or observe) it now: for what happens outside transactions."""
    _counting(meter, *labels.items())(amount)


@lru_cache(maxsize=2000)
def _counting(meter: Meter, *labels: tuple[str, str]) -> Callable[[float], None]:
    """What counts, or observes: to find it costs more than to do it."""
    each = meter.labels(**dict(labels)) if labels else meter
    return each.inc if isinstance(each, Counter) else each.observe


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
    Shared(shared, folder)
    return shared
