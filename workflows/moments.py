"""ISO 8601 times, durations and repetitions, as BPMN timers have them (BPMN 2.0.2, table 10.101; ISO 8601-1, 5.5, 5.6);
and cron lines, which stand for a repetition in most tools.

Years, months, weeks and days are counted on the calendar of the zone (a day over a change to summer time has 23 hours);
hours, minutes and seconds are exact. Nothing here reads a clock: `at` is given.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from workflows import cron
from workflows.sentences import sentence

_DURATION = re.compile(
    r"(?P<sign>-?)P(?=[\dT])(?:(?P<years>\d{1,6})Y)?(?:(?P<months>\d{1,6})M)?(?:(?P<weeks>\d{1,6})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,9})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,9}(?:[.,]\d{1,9})?)S)?)?",
    re.IGNORECASE,
)
_NAMED_ZONE = re.compile(r"(?P<time>[^@\[]+?)(?:@(?P<at>[\w/+-]+)|\[(?P<java>[\w/+-]+)\])")


@dataclass(frozen=True)
class Duration:
    """Calendar months and days, and exact seconds; all of one sign."""

    months: int
    days: int
    seconds: Decimal

    def after(self, start: datetime, zone: str) -> datetime:
        """The moment (aware UTC) this long after `start`. Raises ValueError beyond year 9999."""
        local = start.astimezone(_zone(zone))
        try:
            if self.months:
                local = _months_later(local, self.months)
            local += timedelta(days=self.days)
            return local.astimezone(UTC) + timedelta(microseconds=int(self.seconds * 1_000_000))
        except OverflowError:
            raise ValueError(sentence("The duration leads beyond the year 9999.")) from None


@dataclass(frozen=True)
class Repetition:
    """When a timer is due first, how often more (None: for ever) and after what text each time: a duration, or the cron
    line that names each of its moments."""

    due: datetime
    left: int | None = 0
    period: str | None = None


@lru_cache(maxsize=1000)  # diagrams say the same few again and again
def duration(text: str) -> Duration:
    """Read PnYnMnWnDTnHnMnS. Raises ValueError with a sentence."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(sentence('"%(text)s" is not a duration such as PT2H or P3D.', text=text))
    part = {
        name: Decimal((value or "0").replace(",", ".")) for name, value in match.groupdict().items() if name != "sign"
    }
    sign = -1 if match["sign"] else 1
    return Duration(
        months=sign * int(part["years"] * 12 + part["months"]),
        days=sign * int(part["weeks"] * 7 + part["days"]),
        seconds=sign * (part["hours"] * 3600 + part["minutes"] * 60 + part["seconds"]),
    )


def moment(value: object, at: datetime, zone: str) -> datetime:
    """A date, a date and time (naive: in `zone`) or a duration from `at`, as aware UTC. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError(sentence("%(value)s is not a date, a date and time or a duration.", value=repr(value)))
    text = value.strip()
    if re.match(r"-?P", text, re.IGNORECASE):
        return duration(text).after(at, zone)
    named = _NAMED_ZONE.fullmatch(text)
    name = (named["at"] or named["java"]) if named else zone
    try:
        read = datetime.fromisoformat(named["time"] if named else text)
        return (read if read.tzinfo else read.replace(tzinfo=_zone(name))).astimezone(UTC)
    except (ValueError, KeyError, OverflowError) as error:
        raise ValueError(
            sentence('"%(text)s" is not a date and time such as 2026-03-31T09:00:00+02:00.', text=text)
        ) from error


def repetition(value: object, at: datetime, zone: str) -> Repetition:
    """Read R[n]/PT1H, R[n]/start/duration, R[n]/duration/end or a cron line. Raises ValueError."""
    if isinstance(value, str) and cron.is_cron(value):
        return Repetition(cron.next_after(value, at, _zone(zone)), None, value.strip())
    parts = value.strip().upper().split("/") if isinstance(value, str) else []
    if len(parts) not in (2, 3) or not re.fullmatch(r"R(\d{0,9}|-1)", parts[0]):
        raise ValueError(
            sentence('"%(value)s" is not a repetition such as R3/PT1H, R/PT24H or 0 9 * * MON-FRI.', value=value)
        )
    count = parts[0][1:]
    left = None if count in ("", "-1") else int(count) - 1
    if left is not None and left < 0:
        raise ValueError(sentence('"%(value)s" repeats nothing.', value=value))
    if any(part.startswith("-") for part in parts[1:]):
        raise ValueError(sentence('"%(value)s" goes back in time.', value=value))
    if len(parts) == 2:
        return Repetition(duration(parts[1]).after(at, zone), left, parts[1])
    if parts[1].startswith("P"):
        back = duration(parts[1])
        end = moment(parts[2], at, zone)
        return Repetition(Duration(-back.months, -back.days, -back.seconds).after(end, zone), left, parts[1])
    return Repetition(moment(parts[1], at, zone), left, parts[2])


def following(period: str, due: datetime, at: datetime, zone: str) -> datetime:
    """The turn of a repetition that follows the one due at `due`; when that lies behind `at`, the next from `at` on."""
    if cron.is_cron(period):
        return cron.next_after(period, max(due, at), _zone(zone))
    step = duration(period)
    found = step.after(due, zone)
    return found if found > at else step.after(at, zone)


def gap(period: str, due: datetime, zone: str) -> float:
    """How many seconds lie between the turn due at `due` and the next; infinity where no other comes."""
    try:
        following = (
            cron.next_after(period, due, _zone(zone)) if cron.is_cron(period) else duration(period).after(due, zone)
        )
    except cron.Never:
        return float("inf")
    return (following - due).total_seconds()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError) as error:
        raise ValueError(sentence('"%(name)s" is not a time zone such as Europe/Berlin.', name=name)) from error


def _months_later(local: datetime, months: int) -> datetime:
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return local.replace(year=year, month=month + 1, day=min(local.day, monthrange(year, month + 1)[1]))
