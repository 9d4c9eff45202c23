"""How much working time a goal is: ISO 8601 as diagrams write it, where a day is one working day of the calendar."""

from datetime import datetime

from app.catalogue.calendars.calendar import HOUR, MINUTE, Calendar
from app.catalogue.calendars.walking import add
from workflows.clocks import GOAL, is_goal

WEEK = 5  # working days


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
