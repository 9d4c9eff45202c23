"""What a step says of reminders and of passing on (`remind_after`, `remind_every`, `escalate_after`, in working time),
and when the next is due. What it says counts from when its task was opened. Acts on nothing: nudging.py does.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from app.catalogue.calendars import goals
from app.catalogue.calendars.calendar import Calendar
from app.catalogue.calendars.walking import NeverOpen, add
from app.db import session
from app.models.nudge import Nudge
from app.models.request import Request
from app.models.task import Task
from app.operations import definitions, item_calendars
from workflows.clocks import is_goal
from workflows.values import loads

WORDS = ("remind_after", "remind_every", "escalate_after")
MOST = 20  # reminders by themselves, before and after it was passed on


class Plan(NamedTuple):
    """What a step says, in working seconds; 0 where it says nothing."""

    after: int
    every: int
    escalate: int


def begin(task: Task, request: Request) -> None:
    """A task was opened: when its first reminder is due, where its step asks for any."""
    if task.kind != "approval" or not any(word in task.properties for word in WORDS):
        return
    calendar = item_calendars.calendar_of(definitions.parsed(request.version_id).process.properties)
    row = Nudge(task_id=task.id, since=task.created_at, times=0, passed_on=False)
    due = following(row, calendar, plan_of(calendar, task))
    if due is not None:
        row.run_at = due[0]
        session().add(row)


def plan_of(calendar: Calendar, task: Task) -> Plan:
    """What the step of that task says. What is no time counts as nothing: lint has said so."""
    said: Mapping[str, Any] = loads(task.properties)
    words = (str(said.get(word) or "") for word in WORDS)
    return Plan(*(goals.seconds(calendar, word) if is_goal(word) else 0 for word in words))


def following(row: Nudge, calendar: Calendar, plan: Plan) -> tuple[datetime, bool] | None:
    """When the next thing is due, and whether it is passing on."""
    found = []
    if plan.after and (row.times == 0 or (plan.every and row.times < MOST)):
        found.append((plan.after + plan.every * row.times, False))
    if plan.escalate and not row.passed_on:
        found.append((plan.escalate, True))
    if not found:
        return None
    seconds, passes = min(found)
    try:
        return add(calendar, row.since, seconds), passes
    except NeverOpen:
        return None
