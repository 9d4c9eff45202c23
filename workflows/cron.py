"""Cron lines: which minutes they name, and the next of them on the clock of a zone.

Five fields as Unix has them (crontab(5)), six and seven as Spring and Quartz have them, with seconds in front and years
behind; names, lists, ranges over the edge (`FRI-MON`), steps, `?`, `L`, `L-3`, `LW`, `15W`, `FRIL`, `FRI#2`, `@daily`.
Days of the week by number: 0 and 7 are Sunday; only in seven fields, which Quartz alone has, is 1 Sunday. Day of month
and of week: with five fields either is enough, with more both must hold. Nothing here reads a clock: `at` is given.

Over a change of the clock: an hour that is left out is made up for right behind it, one that comes twice counts the
first time; what runs in every hour runs in each hour that passes.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from workflows.sentences import sentence

MAX_LENGTH = 100  # characters
YEARS = 40  # longer than any day is away: a 29th of February on a given weekday comes at least every 40 years
_MACROS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_PART = re.compile(r"(?:(?P<all>[*?])|(?P<low>\w+)(?:-(?P<high>\w+))?)(?:/(?P<step>\d{1,4}))?")
_LAST = re.compile(r"L(?:-(\d{1,2}))?(W?)")
_WORKDAY = re.compile(r"(\d{1,2})W")
_NTH = re.compile(r"(\w+)(?:#([1-5])|L)")


class TooOften(ValueError):
    """The line names several seconds of a minute."""


class Never(ValueError):
    """No moment that the line names is still to come."""


@dataclass(frozen=True)
class Cron:
    """What a line names. `days` and `weekdays` keep the texts of their parts: what they mean depends on the month.

    `either`: a day needs to fit only one of them. `quartz`: days of the week are counted from Sunday = 1.
    """

    second: int
    minutes: frozenset[int]
    hours: frozenset[int]
    days: tuple[str, ...]
    months: frozenset[int]
    weekdays: tuple[str, ...]
    years: frozenset[int] | None
    either: bool
    quartz: bool

    def names(self, day: date) -> bool:
        """Whether it names a moment of that day."""
        if day.month not in self.months or (self.years is not None and day.year not in self.years):
            return False
        fits = (
            any(_is_day(part, day) for part in self.days),
            any(_is_weekday(part, day, self.quartz) for part in self.weekdays),
        )
        return any(fits) if self.either else all(fits)

    def ends(self, day: date, zone: ZoneInfo) -> datetime:
        """The last moment of a day that it names."""
        return datetime.combine(day, time(max(self.hours), max(self.minutes), self.second, fold=1), zone).astimezone(
            UTC
        )

    def moments(self, day: date, zone: ZoneInfo) -> list[datetime]:
        """Its moments of a day that it names, aware UTC, in order."""
        clocks = (time(hour, minute, self.second) for hour in self.hours for minute in self.minutes)
        found = {datetime.combine(day, clock, zone).astimezone(UTC) for clock in clocks}
        if len(self.hours) == 24:
            again = (time(hour, minute, self.second, fold=1) for hour in self.hours for minute in self.minutes)
            found |= {datetime.combine(day, clock, zone).astimezone(UTC) for clock in again}
            found = {moment for moment in found if moment.astimezone(zone).minute in self.minutes}
        return sorted(found)


def is_cron(text: str) -> bool:
    """Whether a text is meant as a cron line; it may still be unreadable."""
    return text.strip().startswith("@") or len(text.split()) in (5, 6, 7)


@lru_cache(maxsize=256)
def read(text: str) -> Cron:
    """Raises ValueError with a sentence, TooOften where it would run more often than once a minute."""
    if len(text) > MAX_LENGTH:
        raise ValueError(sentence("A cron line has at most %(most)s characters.", most=MAX_LENGTH))
    said = text.strip()
    fields = _MACROS.get(said.lower(), said).upper().split()
    if len(fields) not in (5, 6, 7):
        raise ValueError(
            sentence('"%(text)s" is not a cron line: it has five to seven fields, such as 0 9 * * MON-FRI.', text=text)
        )
    unix, quartz = len(fields) == 5, len(fields) == 7
    second, minute, hour, days, month, weekdays, year = [*(["0"] if unix else []), *fields, "*"][:7]
    seconds = _numbers(second, 0, 59, text)
    if len(seconds) > 1:
        raise TooOften(sentence('"%(text)s" runs more often than once a minute.', text=text))
    found = Cron(
        second=min(seconds),
        minutes=_numbers(minute, 0, 59, text),
        hours=_numbers(hour, 0, 23, text),
        days=tuple(days.split(",")),
        months=_numbers(month, 1, 12, text, _MONTHS),
        weekdays=tuple(weekdays.split(",")),
        years=None if year in ("*", "?") else _numbers(year, 1970, 2199, text),
        either=unix and not days.startswith(("*", "?")) and not weekdays.startswith(("*", "?")),
        quartz=quartz,
    )
    _checked(found, text)
    return found


def next_after(text: str, at: datetime, zone: ZoneInfo) -> datetime:
    """The first moment (aware UTC) after `at` that the line names. Raises Never, ValueError."""
    cron = read(text)
    day = at.astimezone(zone).date() - timedelta(days=1)  # an hour made up for may fall behind midnight
    try:
        for _day in range(YEARS * 366):
            if cron.names(day) and cron.ends(day, zone) > at:
                for moment in cron.moments(day, zone):
                    if moment > at:
                        return moment
            day += timedelta(days=1)
    except OverflowError:
        pass
    raise Never(sentence('"%(text)s" names no day that will ever come.', text=text))


def _checked(cron: Cron, text: str) -> None:
    """Raises ValueError for days that cannot be read, whichever month it is."""
    for part in cron.days:
        if not (_LAST.fullmatch(part) or _WORKDAY.fullmatch(part)):
            _numbers(part, 1, 31, text)
    for part in cron.weekdays:
        nth = _NTH.fullmatch(part)
        _weekdays(nth[1] if nth else "SAT" if part == "L" else part, cron.quartz, text)


def _numbers(field: str, least: int, most: int, text: str, names: tuple[str, ...] = ()) -> frozenset[int]:
    """The numbers that a field names: a range whose end lies before its beginning goes over the edge."""
    found: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(
                sentence('"%(text)s" is not a cron line: “%(part)s” cannot be read.', text=text, part=part)
            )
        low = least if match["all"] else _number(match["low"], least, most, text, names)
        high = _number(match["high"], least, most, text, names) if match["high"] else low
        if match["all"] or (match["step"] and not match["high"]):
            high = most
        step = int(match["step"] or 1)
        if not step:
            raise ValueError(sentence('"%(text)s" is not a cron line: a step of 0 leads nowhere.', text=text))
        size = most - least + 1
        span = (high - low) % size
        found |= {least + (low - least + at) % size for at in range(0, span + 1, step)}
    return frozenset(found)


def _number(word: str, least: int, most: int, text: str, names: tuple[str, ...]) -> int:
    if word in names:
        return least + names.index(word)
    if not (word.isascii() and word.isdigit()) or not least <= int(word) <= most:
        raise ValueError(
            sentence(
                '"%(text)s" is not a cron line: “%(word)s” lies outside %(least)s to %(most)s.',
                text=text,
                word=word,
                least=least,
                most=most,
            )
        )
    return int(word)


def _weekdays(part: str, quartz: bool, text: str = "") -> frozenset[int]:
    """Days of the week, 0 is Sunday."""
    if quartz:
        return frozenset(day - 1 for day in _numbers(part, 1, 7, text, _WEEKDAYS))
    ends = re.sub(r"(?<![/\d#])7(?!\d)", "0", part.replace("0-7", "0-6"))
    return _numbers(ends, 0, 6, text, _WEEKDAYS)


def _is_day(part: str, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    if last := _LAST.fullmatch(part):
        wanted = length - int(last[1] or 0)
        return wanted > 0 and day.day == (_workday(day, wanted, length) if last[2] else wanted)
    if near := _WORKDAY.fullmatch(part):
        return day.day == _workday(day, min(int(near[1]), length), length)
    return day.day in _numbers(part, 1, 31, part)


def _workday(day: date, wanted: int, length: int) -> int:
    """The day from Monday to Friday nearest to that day of the month, within the month."""
    weekday = day.replace(day=max(wanted, 1)).weekday()
    if weekday == 5:
        return wanted - 1 if wanted > 1 else wanted + 2
    if weekday == 6:
        return wanted + 1 if wanted < length else wanted - 2
    return wanted


def _is_weekday(part: str, day: date, quartz: bool) -> bool:
    if part == "L":
        return day.isoweekday() == 6
    nth = _NTH.fullmatch(part)
    if day.isoweekday() % 7 not in _weekdays(nth[1] if nth else part, quartz):
        return False
    if nth is None:
        return True
    return (day.day - 1) // 7 + 1 == int(nth[2]) if nth[2] else day.day + 7 > monthrange(day.year, day.month)[1]
