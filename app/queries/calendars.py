"""Calendars as their pages show them. Only reads; the standard one is shown before anybody has saved it."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.db import now, session
from app.errors import NotFound
from app.models.calendar import Calendar
from app.operations import calendars
from app.operations.clocks import recounting
from app.operations.permissions import Actor, require
from workflows.clocks import STANDARD

MOST = 200
SHOWN = 50


@dataclass(frozen=True)
class CalendarView:
    """A calendar; `holidays` are those still to come, `outdated` how many open clocks go by an earlier state (200 is
    200 or more)."""

    key: str
    name: str
    zone: str
    week: list[str]
    region: str
    language: str
    closed: dict[str, str]
    opened: dict[str, str]
    holidays: dict[str, str]
    number: int
    outdated: int = 0


def every(actor: Actor) -> list[CalendarView]:
    """All that are in use. Raises Forbidden."""
    require(actor, *calendars.KEEPERS, "process_owner")
    rows = session().scalars(select(Calendar).where(Calendar.current).order_by(Calendar.key).limit(MOST)).all()
    found = [_view(json.loads(row.facts), row.language, row.number) for row in rows]
    return found if any(one.key == STANDARD for one in found) else [_unsaved(), *found]


def one(actor: Actor, key: str) -> CalendarView:
    """One calendar. Raises Forbidden, NotFound."""
    require(actor, *calendars.KEEPERS)
    row = session().scalar(select(Calendar).where(Calendar.key == key, Calendar.current))
    if row is None and key == STANDARD:
        return _unsaved()
    if row is None:
        raise NotFound()
    return _view(json.loads(row.facts), row.language, row.number, len(recounting.outdated(key, MOST)))


def keys() -> list[tuple[str, str]]:
    """Key and name of each, for those who draw."""
    rows = session().execute(select(Calendar.key, Calendar.name).where(Calendar.current).order_by(Calendar.key))
    found = [(row.key, row.name) for row in rows.all()[:MOST]]
    return found if any(key == STANDARD for key, _name in found) else [(STANDARD, calendars.standard()["name"]), *found]


def _unsaved() -> CalendarView:
    return _view(calendars.standard(), "", 0)


def _view(facts: dict[str, Any], language: str, number: int, outdated: int = 0) -> CalendarView:
    today = now().date()
    coming = {day: name for day, name in facts.get("holidays", {}).items() if date.fromisoformat(day) >= today}
    return CalendarView(
        facts["key"], facts["name"], facts["zone"], list(facts["week"]), facts.get("region", ""), language,
        facts.get("closed", {}), facts.get("opened", {}), coming, number, outdated,
    )  # fmt: skip
