"""What a request would be promised if it were ordered now: the goal of its item along its calendar, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.catalogue.calendars import explaining, goals
from app.catalogue.calendars.calendar import Calendar
from app.catalogue.calendars.walking import NeverOpen
from app.operations import house, item_calendars
from app.operations.clocks import standing
from workflows import clocks
from workflows.definition import Definition

NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Promise:
    """`due`, and why in plain words in the reader's language."""

    start: datetime
    due: datetime
    goal: str
    seconds: int
    calendar: Calendar

    @property
    def why(self) -> str:
        """ "8 h of working time: Fri 1 h, Mon holiday (…), Tue 7 h"."""
        return explaining.in_words(self.calendar, self.start, self.due)


def promise(definition: Definition, start: datetime, variables: Mapping[str, Any] = NOTHING) -> Promise | None:
    """By the item's clock of the whole; None where it has none. `variables` choose among its rules."""
    rule = clocks.of(definition).get("resolution")
    if rule is None:
        return None
    zone = definition.process.properties.get("timezone") or house.config().timezone
    value = item_calendars.calendar_of({"calendar": rule.calendar})
    goal = standing.goal_of(rule, variables, start, zone)
    try:
        return Promise(start, goals.due(value, start, goal), goal, goals.seconds(value, goal), value)
    except NeverOpen:
        return None
