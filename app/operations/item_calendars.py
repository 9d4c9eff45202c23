"""Whose working time counts for an item: the calendar that its properties name. Only reads, so that pages may ask."""

from collections.abc import Mapping

from app.catalogue.calendars import facts
from app.catalogue.calendars.calendar import Calendar
from app.db import session
from app.operations import calendars
from workflows.clocks import STANDARD


def calendar_of(properties: Mapping[str, str]) -> Calendar:
    """The current calendar of this name, else the standard one, else plain office hours."""
    for key in dict.fromkeys((properties.get("calendar") or STANDARD, STANDARD)):
        row = session().scalar(calendars.CURRENT, {"key": key})
        if row is not None:
            return calendars.value(row)
    return facts.of({"key": STANDARD, **calendars.standard()})
