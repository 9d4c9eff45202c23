"""How much working time a goal is: ISO 8601 as diagrams write it, where a day is one working day of the calendar."""

import re
from datetime import datetime

from app.catalogue.calendars.calendar import HOUR, MINUTE, Calendar
from app.catalogue.calendars.walking import add

GOAL = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?")
WEEK = 5  # working days


def is_goal(text: str) -> bool:
    """P2D, PT4H, P1DT4H, P1W, PT30M; not nothing, and not zero."""
    found = GOAL.fullmatch(text.strip())
    return bool(found and any(int(part or 0) for part in found.groups()))


def seconds(calendar: Calendar, goal: str) -> int:
    """A goal in working seconds. Raises ValueError."""
    found = GOAL.fullmatch(goal.strip())
    if not found or not is_goal(goal):
        raise ValueError(goal)
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return (weeks * WEEK + days) * calendar.day_seconds + hours * HOUR + minutes * MINUTE


def due(calendar: Calendar, start: datetime, goal: str) -> datetime:
    """When a goal is over that begins at `start`. Raises ValueError, NeverOpen (a ValueError too)."""
    return add(calendar, start, seconds(calendar, goal))
