"""A calendar: the hours of each weekday in one zone, and the days that are not as their weekday is.

A plain value. It reads no clock and no table, and never works out a holiday: those come to it as dates with names.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

MINUTE, HOUR = 60, 3600
WHOLE_DAY = 24 * 60


class Span(NamedTuple):
    """Open from `start` to `end`, in minutes since local midnight; 1440 is the end of the day."""

    start: int
    end: int

    @property
    def seconds(self) -> int:
        """How long it is by the clock on the wall."""
        return (self.end - self.start) * MINUTE


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Calendar:
    """`week`: Monday to Sunday, several spans a day so that lunch is possible.

    `holidays` and `closed` are shut, with their names; `opened` are days with hours of their own, and win over both.
    `region`: whose holidays they are, as ISO 3166 writes it ("DE-BY").
    """

    key: str
    name: str
    zone: str
    week: tuple[Spans, ...]
    holidays: Mapping[date, str] = field(default_factory=dict)
    closed: Mapping[date, str] = field(default_factory=dict)
    opened: Mapping[date, Spans] = field(default_factory=dict)
    region: str = ""

    @property
    def tz(self) -> ZoneInfo:
        """The zone in which its days begin."""
        return ZoneInfo(self.zone)

    @property
    def day_seconds(self) -> int:
        """How long "one working day" is: the length that most of its weekdays have, the longer one where they tie."""
        lengths = Counter(length for spans in self.week if (length := total(spans)))
        return max(lengths, key=lambda length: (lengths[length], length), default=8 * HOUR)

    def spans(self, day: date) -> Spans:
        """When it is open that day."""
        if day in self.opened:
            return self.opened[day]
        if day in self.closed or day in self.holidays:
            return ()
        return self.week[day.weekday()]

    def works(self, day: date) -> bool:
        """Tells whether that is a working day."""
        return bool(self.spans(day))

    def why_shut(self, day: date) -> str:
        """The name of the holiday or closed day; "" when it is open, or shut as its weekday always is."""
        if day in self.opened or not self.week[day.weekday()]:
            return ""
        return self.closed.get(day) or self.holidays.get(day, "")


def total(spans: Spans) -> int:
    """How many seconds a day of these hours has."""
    return sum(span.seconds for span in spans)
