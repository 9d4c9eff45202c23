"""Calendars: read as values, saved as a new row each time. What is open keeps its row until somebody recomputes it.

Holidays come as data (operations/holidays.py works them out, outside any transaction). Never changes a clock.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import bindparam, select, update

from app.catalogue.calendars import facts as shape
from app.catalogue.calendars.calendar import Calendar as Value
from app.db import now, session
from app.errors import InvalidForm, NotFound
from app.language import gettext as _
from app.models.calendar import Calendar
from app.operations import house, journal
from app.operations.holidays import Holidays
from app.operations.permissions import Actor, require
from app.operations.roles import MANAGERS
from workflows.clocks import STANDARD

KEEPERS = MANAGERS
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
OFFICE = ("08:00-12:00, 13:00-17:00",) * 5 + ("", "")
CURRENT = select(Calendar).where(Calendar.key == bindparam("key"), Calendar.current)


def current(key: str) -> Calendar:
    """The row that new clocks take; an unknown key means the standard calendar, which is there from the first look."""
    found = session().scalar(CURRENT, {"key": key}) or session().scalar(CURRENT, {"key": STANDARD})
    return found or _insert(STANDARD, standard(), 1, "", 0)


def keys() -> frozenset[str]:
    """Those that clocks may name; the standard one is always there."""
    return frozenset(session().scalars(select(Calendar.key).where(Calendar.current))) | {STANDARD}


def value(row: Calendar) -> Value:
    """The row as a value; rows never change, so each is read once."""
    return _value(row.facts)


def standard() -> dict[str, Any]:
    """Office hours in the house's own zone, without holidays."""
    zone = house.config().timezone
    return {"key": STANDARD, "name": _("Office hours"), "zone": zone, "week": list(OFFICE)}


def of_key(key: str) -> Calendar:
    """The current row of this key. Raises NotFound."""
    found = current(key)
    if found.key != key:
        raise NotFound()
    return found


def save(actor: Actor, key: str, given: Mapping[str, Any], holidays: Holidays) -> Calendar:
    """Save a calendar, a new one or over the one there is. `given`: what `checked` answered. Raises Forbidden."""
    require(actor, *KEEPERS)
    last = session().scalar(CURRENT, {"key": key})
    said = {**given, "key": key, "holidays": holidays.days}
    if last is not None and json.loads(last.facts) == json.loads(json.dumps(said)):
        return last
    if last is not None:
        last.current = False
        session().flush()
    row = _insert(key, said, last.number + 1 if last else 1, holidays.language, holidays.until)
    text = f"Changed the calendar {row.name}." if last else f"Added the calendar {row.name}."
    journal.write(0, actor.login, "calendar.saved", text, key=key, name=row.name, number=row.number)
    return row


def checked(key: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as a form or the API gives them, in order. Raises InvalidForm with every wrong field."""
    wrong: dict[str, str] = {}
    if not KEY.fullmatch(key):
        wrong["key"] = _("Letters a to z, digits, dash and underscore, at most 63.")
    zone = str(given.get("zone") or "").strip()
    if zone not in available_timezones():
        wrong["zone"] = _("No such time zone. Write it as Europe/Berlin.")
    week = [str(hours).strip() for hours in given.get("week") or ()]
    for number, hours in enumerate(week):
        if not _reads(hours):
            wrong[f"week.{number}"] = _("Write hours as 08:00-12:00, 13:00-17:00.")
    if len(week) != 7 or not any(week):
        wrong.setdefault("week.0", _("At least one day of the week must have hours."))
    closed = _days(given.get("closed") or {}, wrong, "closed")
    opened = _days(given.get("opened") or {}, wrong, "opened")
    if not all(hours and _reads(hours) for hours in opened.values()):
        wrong["opened"] = _("Write a date and its hours on each line: 2026-12-19 09:00-12:00.")
    if wrong:
        raise InvalidForm(wrong)
    region = str(given.get("region") or "").strip().upper()[:12]
    name = str(given.get("name") or "").strip()[:200] or key
    return {"name": name, "zone": zone, "week": week, "closed": closed, "opened": opened, "region": region}


def extend(row: Calendar, holidays: Holidays) -> None:
    """The years to come get their holidays, too: nothing that is open reaches so far, so the row itself grows."""
    said = json.loads(row.facts)
    said["holidays"] = {**holidays.days, **said.get("holidays", {})}
    row.facts, row.until = json.dumps(said, ensure_ascii=False), holidays.until
    facts = {"key": row.key, "name": row.name, "until": holidays.until}
    journal.write(0, "laneway", "calendar.extended", f"Holidays up to {holidays.until}: {row.name}.", **facts)


def short_of(year: int) -> list[Calendar]:
    """Current calendars with a region whose holidays of `year` are not known yet."""
    found = session().scalars(select(Calendar).where(Calendar.current, Calendar.until < year, Calendar.until > 0))
    return list(found)


def drop(actor: Actor, key: str) -> None:
    """No new clock takes it; the standard one stays. Raises NotFound, Forbidden, InvalidForm."""
    require(actor, *KEEPERS)
    row = of_key(key)
    if key == STANDARD:
        raise InvalidForm({"key": _("The standard calendar stays.")})
    session().execute(update(Calendar).where(Calendar.id == row.id).values(current=False))
    journal.write(0, actor.login, "calendar.dropped", f"Took away the calendar {row.name}.", key=key, name=row.name)


def _insert(key: str, said: Mapping[str, Any], number: int, language: str, until: int) -> Calendar:
    row = Calendar(
        key=key,
        number=number,
        name=said["name"],
        facts=json.dumps({**said, "key": key}, ensure_ascii=False),
        language=language,
        until=until,
        created_at=now(),
    )
    session().add(row)
    session().flush()
    return row


@lru_cache(maxsize=256)
def _value(text: str) -> Value:
    return shape.of(json.loads(text))


def _reads(hours: str) -> bool:
    try:
        shape.read_hours(hours)
    except ValueError:
        return False
    return True


def _days(given: Mapping[str, str], wrong: dict[str, str], field: str) -> dict[str, str]:
    for day in given:
        try:
            date.fromisoformat(day)
        except ValueError:
            wrong[field] = _("%(day)s is no date; write it as 2026-12-24.", day=day[:40])
    return {day: str(text).strip()[:200] for day, text in sorted(given.items())}
