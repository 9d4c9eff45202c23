"""What a clock should say, counted minute by minute from hours of the week; knows nothing of the program.

A minute of the wall is open or shut as a whole, so whatever the zone does, seconds are counted by looking at each.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE, DAY = 60, 86_400


@dataclass(frozen=True)
class Hours:
    """Open hours of Monday to Sunday as people write them; `day` is what a working day lasts, in seconds."""

    week: tuple[str, ...]
    zone: str
    day: int
    closed: tuple[str, ...] = ()

    def counts(self, moment: int) -> bool:
        """Whether the minute that begins at this second of the epoch is open."""
        there = datetime.fromtimestamp(moment, ZoneInfo(self.zone))
        said = self.week[there.weekday()]
        if not said or there.date().isoformat() in self.closed:
            return False
        wall = there.time().isoformat("minutes")
        return any(span[:5] <= wall < span[6:] for span in said.split(", "))

    def opens(self, moment: int) -> bool:
        """The same, looked at once."""
        return _day(self, moment // DAY)[moment % DAY // MINUTE]

    def used(self, start: int, end: int) -> int:
        """Open seconds from one second to another."""
        found = 0
        while start < end:
            stop = min(end, start - start % DAY + DAY)
            whole = stop - start == DAY
            found += sum(_day(self, start // DAY)) * MINUTE if whole else self._part(start, stop)
            start = stop
        return found

    def after(self, start: int, seconds: int) -> int:
        """The second at which so many open ones have passed."""
        while seconds > 0:
            stop = start - start % MINUTE + MINUTE
            length = stop - start if self.opens(start) else 0
            if length >= seconds:
                return start + seconds
            start, seconds = stop, seconds - length
        return start

    def _part(self, start: int, stop: int) -> int:
        """Of one day of UTC."""
        first = start - start % MINUTE
        minutes = range(first, stop, MINUTE)
        open_ones = (one for one in minutes if self.opens(one))
        return sum(min(stop, one + MINUTE) - max(start, one) for one in open_ones)


@lru_cache(maxsize=4096)
def _day(hours: Hours, number: int) -> tuple[bool, ...]:
    """Each minute of a day of UTC, counted from the epoch."""
    return tuple(hours.counts(number * DAY + minute * MINUTE) for minute in range(DAY // MINUTE))


@dataclass
class Ticking:
    """One clock: the hours it goes by, when it was turned (between which two seconds), and its ladder."""

    hours: Hours
    goal: timedelta | int  # so long, or so many working days
    rungs: tuple[int, ...]
    turns: list[tuple[str, int, int]] = field(default_factory=list)  # runs, stands, ended; not before, not after
    behind: int = 0  # rungs
    told: int = 0  # entries of the journal about them

    @property
    def seconds(self) -> int:
        """The goal by the hours it goes by."""
        return self.goal * self.hours.day if isinstance(self.goal, int) else int(self.goal.total_seconds())

    @property
    def state(self) -> str:
        return self.turns[-1][0]

    def turned(self, state: str, low: int, high: int) -> None:
        """Somebody may have turned it; an ended one stays as it is."""
        if not self.turns or self.state not in (state, "ended"):
            self.turns.append((state, low, high))

    def used(self, turns: list[tuple[str, int]], at: int) -> int:
        """Counted from a ledger's turns, up to `at`."""
        ends = [when for _state, when in turns[1:]] + [at]
        spans = zip(turns, ends, strict=True)
        return sum(self.hours.used(begin, min(end, at)) for (state, begin), end in spans if state == "runs")

    def reached(self, used: int) -> int:
        """How many rungs are behind that much."""
        return sum(used * 100 >= self.seconds * percent for percent in self.rungs)

    def due(self, turns: list[tuple[str, int]]) -> datetime | None:
        """When it is over, as it runs now."""
        state, since = turns[-1]
        if state != "runs":
            return None
        left = self.seconds - self.used(turns, since)
        return datetime.fromtimestamp(self.hours.after(since, left), UTC)
