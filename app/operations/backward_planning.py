"""Planning backwards: when a step is due so that the wanted date can be kept, and which steps that date leaves no time.

Counts working days along the item's calendar; its words are in the diagram (workflows/leads.py). Writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from app.catalogue.calendars.calendar import Calendar
from app.catalogue.calendars.walking import NeverOpen, back, forward
from app.db import now
from app.operations import item_calendars
from workflows import leads, scopes
from workflows.definition import Definition
from workflows.step import Step, Task

NOON = time(12)


@dataclass(frozen=True)
class Late:
    """A step that cannot be done by then: its name, its lead in working days, and the first date it could keep."""

    element: str
    name: str
    lead: int
    earliest: date


def dated(definition: Definition, step: Step, task: Task) -> Task:
    """A new task with the due moment that the wanted date asks for; others as they are."""
    lead = leads.days(str(task.properties.get("lead") or ""))
    wanted = leads.wanted_of(definition.process, scopes.root(step.variables)) if lead is not None else None
    if lead is None or wanted is None:
        return task
    return replace(task, due=due(item_calendars.calendar_of(definition.process.properties), wanted, lead) or task.due)


def due(calendar: Calendar, wanted: date, lead: int) -> datetime | None:
    """The end of the working day that lies so many working days before the wanted one; None where there is none."""
    try:
        day = back(calendar, noon(wanted, calendar.tz), lead).astimezone(calendar.tz).date()
        while not calendar.works(day):  # wanted on a day on which nobody works
            day = back(calendar, noon(day, calendar.tz), 1).astimezone(calendar.tz).date()
    except (NeverOpen, OverflowError):
        return None
    closes = calendar.spans(day)[-1].end
    return datetime.combine(day, time.min, calendar.tz) + timedelta(minutes=closes)


def too_late(definition: Definition, variables: Mapping[str, Any]) -> list[Late]:
    """Steps that would have been due before now, the one that takes longest first."""
    process, moment = definition.process, now()
    wanted = leads.wanted_of(process, variables)
    if wanted is None:
        return []
    calendar, found = item_calendars.calendar_of(process.properties), []
    for element in leads.steps(process):
        lead = leads.lead_of(element.properties, variables, moment)
        last = due(calendar, wanted, lead) if lead is not None else None
        if lead is not None and last is not None and last <= moment:
            name = element.properties.get("stage") or element.name
            found.append(Late(element.id, name, lead, earliest(calendar, moment, lead)))
    return sorted(found, key=lambda one: -one.lead)


def noon(day: date, zone: tzinfo) -> datetime:
    """Noon of the day in the zone, an aware moment: what stands for a day where a moment is needed."""
    return datetime.combine(day, NOON, zone)


def earliest(calendar: Calendar, moment: datetime, lead: int) -> date:
    """The first wanted date that leaves so many working days from now on."""
    day = forward(calendar, moment, lead).astimezone(calendar.tz).date()
    while not calendar.works(day) or (due(calendar, day, lead) or moment) <= moment:
        day += timedelta(days=1)
    return day
