"""The checklist of a step: points that can be told apart, and a name for what was ticked."""

import re
from collections.abc import Iterator

from workflows import checklists
from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.lint.people import BY_PEOPLE
from workflows.sentences import sentence


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
        message = sentence(
            "The checklist of %(step)s has “%(twice)s” twice.", step=called(element), twice=twice[0][:80]
        )
        yield found("error", "checklist.twice", element, message, sentence("Give each point words of its own."))
    if len(words) > checklists.MOST or any(len(one) > checklists.LONGEST for one in words):
        message = sentence("The checklist of %(step)s is too long.", step=called(element))
        hint = sentence(
            "At most %(most)s points of %(longest)s characters; more are steps of their own.",
            most=checklists.MOST,
            longest=checklists.LONGEST,
        )
        yield found("error", "checklist.long", element, message, hint)


def _name(element: Element) -> Iterator[Problem]:
    name = (element.properties.get(checklists.NAME) or "").strip()
    if name and not checklists.NAMED.fullmatch(name):
        message = sentence(
            "What was ticked in %(step)s cannot be called “%(name)s”.", step=called(element), name=name[:80]
        )
        yield found(
            "error", "checklist.name", element, message, sentence("Letters, digits and underscores, no digit first.")
        )
    if (name or element.properties.get(checklists.SEEN)) and not element.properties.get(checklists.POINTS):
        message = sentence("%(step)s says what becomes of its checklist, and has none.", step=called(element))
        yield found(
            "warning", "checklist.none", element, message, sentence("Write the points into the property checklist.")
        )
