"""The checklist of a step: points that can be told apart, and a name for what was ticked."""

import re
from collections.abc import Iterator

from workflows import checklists
from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.lint.people import BY_PEOPLE


def check(chart: Chart) -> Iterator[Problem]:
    """The properties checklist, checklist_as and checklist_seen of the steps that people do."""
    for element in chart.of(*BY_PEOPLE):
        yield from _points(element)
        yield from _name(element)


def _points(element: Element) -> Iterator[Problem]:
    said = (element.properties.get(checklists.POINTS) or "").strip()
    if not said or said.startswith("="):
        return
    parts = [part.strip().removesuffix(checklists.REQUIRED).strip() for part in re.split(r"[;\n]", said)]
    words = [part for part in parts if part]
    twice = sorted({one for one in words if words.count(one) > 1})
    if twice:
        message = f"The checklist of {called(element)} has “{twice[0][:80]}” twice."
        yield found("error", "checklist.twice", element, message, "Give each point words of its own.")
    if len(words) > checklists.MOST or any(len(one) > checklists.LONGEST for one in words):
        message = f"The checklist of {called(element)} is too long."
        hint = f"At most {checklists.MOST} points of {checklists.LONGEST} characters; more are steps of their own."
        yield found("error", "checklist.long", element, message, hint)


def _name(element: Element) -> Iterator[Problem]:
    name = (element.properties.get(checklists.NAME) or "").strip()
    if name and not checklists.NAMED.fullmatch(name):
        message = f"What was ticked in {called(element)} cannot be called “{name[:80]}”."
        yield found("error", "checklist.name", element, message, "Letters, digits and underscores, no digit first.")
    if (name or element.properties.get(checklists.SEEN)) and not element.properties.get(checklists.POINTS):
        message = f"{called(element)} says what becomes of its checklist, and has none."
        yield found("warning", "checklist.none", element, message, "Write the points into the property checklist.")
