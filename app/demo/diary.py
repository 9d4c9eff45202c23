"""When everything of the demo's story happens: many requests side by side, told in the order of time.

A script is one request's way: it acts, then yields how long it takes until it acts again. What the house itself has
to do meanwhile (timers, calls, mails) is done by a worker's shift, just as in a running house.
"""

import heapq
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.db import after_commit, now, reading, transaction
from app.demo.haste import hasty
from app.jobs import shift, work
from app.jobs.connectors import connectors
from app.operations import clock, house

Script = Iterator[timedelta]
OPENS, CLOSES, SATURDAY = 8, 17, 5


class Diary:
    """Scripts waiting for their moment. `today` is the end: what would come later stays undone, and so is open now."""

    def __init__(self) -> None:
        with transaction():
            clock.move(None)
            self.today = now()
        self.zone = ZoneInfo(house.config().timezone or "UTC")
        self._order = itertools.count()
        self._waiting: list[tuple[datetime, int, Script]] = []

    def ago(self, days: float = 0, hours: float = 0, minutes: float = 0) -> datetime:
        """That long before the end."""
        return self.today - timedelta(days=days, hours=hours, minutes=minutes)

    def add(self, moment: datetime, script: Script) -> None:
        """Let the script begin at `moment`."""
        heapq.heappush(self._waiting, (moment, next(self._order), script))

    def play(self) -> None:
        """Tell it all. The clock is true again afterwards, whatever happens."""
        shift.begin(shift.Shift("demo", connectors(house.config()), None))
        with unheard(), hasty():
            try:
                self._play()
            finally:
                with transaction():
                    clock.move(None)
            work.drain()

    def _play(self) -> None:
        while self._waiting and self._waiting[0][0] <= self.today:
            moment, _, script = heapq.heappop(self._waiting)
            self._go_to(moment)
            pause = next(script, None)
            work.drain()
            if pause is not None:
                self.add(moment + pause, script)

    def at_work(self, moment: datetime) -> datetime:
        """The moment, or the next one in which people are at work."""
        local = moment.astimezone(self.zone)
        if local.hour >= CLOSES:
            local = local.replace(hour=OPENS) + timedelta(days=1)
        if local.hour < OPENS:
            local = local.replace(hour=OPENS)
        while local.weekday() >= SATURDAY:
            local += timedelta(days=1)
        return local

    def in_hours(self, script: Script) -> Script:
        """The same script by people who go home in the evening."""
        for pause in script:
            with reading():
                moment = now()
            yield self.at_work(moment + pause) - moment

    def _go_to(self, moment: datetime) -> None:
        with transaction():
            clock.stand(moment)
        work.drain()


@contextmanager
def unheard() -> Iterator[None]:
    """Inside, no worker is woken and no open page is told: while the past is told, there are none."""
    listeners = list(after_commit)
    after_commit.clear()
    try:
        yield
    finally:
        after_commit.extend(listeners)
