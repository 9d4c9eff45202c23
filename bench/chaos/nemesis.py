"""Does the planned faults to a house when their time comes, and undoes what lasts when its time is over.

In the main thread, between whose turns dead parts are started again.
"""

import heapq
import signal
import time
from collections import Counter
from collections.abc import Callable
from itertools import count

from bench.chaos.house import House
from bench.chaos.plan import Fault

TURN = 0.05  # seconds
SLOW = 4  # times as long as was asked for


class Nemesis:
    """`done`: how often which fault was done, and to somebody: who is dead cannot be killed."""

    def __init__(self, house: House, faults: list[Fault]) -> None:
        self.done = Counter[str]()
        self._house, self._numbers = house, count()
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        for fault in faults:
            self._later(fault.at, lambda fault=fault: self._do(fault))  # type: ignore[misc]

    def rage(self, seconds: float, enough: Callable[[], bool]) -> None:
        """For `seconds`, and on a slow machine longer, until people have done `enough`; then no new fault comes."""
        self._began = time.monotonic()
        while (passed := time.monotonic() - self._began) < seconds or (passed < SLOW * seconds and not enough()):
            while self._agenda and self._agenda[0][0] <= passed:
                heapq.heappop(self._agenda)[2]()
            self._house.tend()
            time.sleep(TURN)

    def _later(self, at: float, what: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (at, next(self._numbers), what))

    def _after(self, seconds: float, what: Callable[[], None]) -> None:
        self._later(time.monotonic() - self._began + seconds, what)

    def _do(self, fault: Fault) -> None:
        if self._felt(fault):
            self.done[fault.name] += 1

    def _felt(self, fault: Fault) -> bool:
        house, part, which = self._house, fault.part, fault.which
        kind, _, whom = fault.kind.partition(" ")
        if kind == "kill" and part == "database" and not whom:
            return house.kill_database()
        if kind == "kill":
            return house.signal(part, which, signal.SIGKILL, whom or "group")
        if kind == "restart" and part == "database":
            return house.restart_database()
        if kind == "restart":
            return house.signal(part, which, signal.SIGTERM, "parent")
        if kind == "wipe":
            return house.wipe()
        if kind == "pause":
            self._after(fault.seconds, lambda: self._wake(part, which))
            return house.signal(part, which, signal.SIGSTOP, whom or "group")
        if kind == "outage":
            house.keep_down(part)
            self._after(fault.seconds, lambda: house.let_up(part))
        else:
            self._bad_line(fault)
        return True

    def _wake(self, part: str, which: int) -> None:
        self._house.signal(part, which, signal.SIGCONT)

    def _bad_line(self, fault: Fault) -> None:
        line = self._house.redis_line if fault.part == "redis" else self._house.database_line
        assert line is not None
        if fault.kind == "reset":
            line.reset()
            return
        line.mood = fault.kind

        def well() -> None:
            line.mood = "good"

        self._after(fault.seconds, well)
