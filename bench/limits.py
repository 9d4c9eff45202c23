"""Who works how hard while something is measured, and what therefore stops it. Watches; changes nothing."""

import os
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine, text

from bench.processor import busy, spent

EVERY = 0.2  # seconds between two looks at who waits in the database
FULL, ALONE = 0.9, 0.85  # of all cores; of the one core that a Python process has
MANY = 0.3  # of the database's active connections
SPARE = 3  # connections that PostgreSQL keeps for its masters

LOOK = text(
    "SELECT state = 'active' AS active, wait_event_type AS kind FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)
WAITS = {"Lock": "locks", "LWLock": "locks inside the server", "IO": "the disk"}


class Watch:
    """From entering to leaving: processor of each part (its first processes), waits and connections of the database.

    `single`: parts that are Python, with how many processes share their work.
    """

    def __init__(self, engine: Engine, parts: Mapping[str, Sequence[int]], single: Mapping[str, int]) -> None:
        self._engine, self._parts, self._single = engine, parts, single
        self._over, self._waits = threading.Event(), Counter[str]()
        self._looks, self._most = 0, 0
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        with self._engine.connect() as database:
            self._allowed = int(database.execute(text("SHOW max_connections")).scalar_one())
        self._before, self._began = self._spent(), time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        took, after = time.monotonic() - self._began, self._spent()
        self._over.set()
        self._thread.join()
        self._took, self._used = took, {part: max(after[part] - self._before[part], 0.0) for part in after}

    def told(self, done: int) -> dict[str, Any]:
        """The figures, for so many pieces of work done meanwhile."""
        percent = {part: round(used / self._took * 100, 1) for part, used in self._used.items()}
        waits = {kind: round(count / max(self._looks, 1), 2) for kind, count in sorted(self._waits.items())}
        cores = os.cpu_count() or 1
        return {
            "per_second": round(done / self._took, 2),
            "percent": percent,
            "ms": {part: round(used * 1000 / max(done, 1), 1) for part, used in self._used.items() if part != "others"},
            "connections": self._most,
            "waits": waits,
            "stops": why(cores, percent, self._single, waits, self._allowed - SPARE - self._most),
        }

    def _spent(self) -> dict[str, float]:
        of = {part: spent(pids) for part, pids in self._parts.items()}
        return {**of, "others": busy() - spent([os.getpid()])}  # every part is a child of this process

    def _look(self) -> None:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as database:
            while not self._over.wait(EVERY):
                rows = database.execute(LOOK).all()
                self._most = max(self._most, len(rows) + 1)
                active = [row.kind for row in rows if row.active]
                self._looks += len(active)
                self._waits.update(WAITS[kind] for kind in active if kind in WAITS)


def why(
    cores: int, percent: Mapping[str, float], single: Mapping[str, int], waits: Mapping[str, float], free: int
) -> str:
    """What stops it, as a sentence. `waits`: the share of active connections that wait; `free`: connections left."""
    shares = ", ".join(f"{part} {used:.0f} %" for part, used in sorted(percent.items(), key=lambda one: -one[1]))
    if sum(percent.values()) >= FULL * cores * 100:
        return f"The processor: all {cores} cores are full ({shares})."
    for part, count in single.items():
        if percent[part] >= ALONE * 100 * count and count < cores:
            return f"The processor of {part}: {count} of {cores} cores, and a Python process fills one ({shares})."
    if free <= 0:
        return f"Connections: the database gives no more ({shares})."
    worst = max(waits, key=lambda kind: waits[kind], default="")
    if worst and waits[worst] >= MANY:
        return f"The database waits for {worst}: {waits[worst]:.0%} of its active connections do ({shares})."
    return f"Nothing is full: each waits for the answer of another part ({shares})."
