"""Approvals: an offered change that leads nowhere back, and reminders that no time says."""

from collections.abc import Iterator, Mapping
from typing import Any

from workflows import clocks
from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.lint.graph import reachable
from workflows.sentences import sentence

TIMES = ("remind_after", "remind_every", "escalate_after")


def check(chart: Chart) -> Iterator[Problem]:
    """Every approval of the process."""
    for element in chart.elements:
        if element.properties.get("kind") == "approval":
            yield from _change(chart, element)
        yield from _times(element)


def _times(element: Element) -> Iterator[Problem]:
    said = {word: element.properties[word] for word in TIMES if element.properties.get(word)}
    for word, time in said.items():
        if not clocks.is_goal(time):
            message = sentence(
                "%(step)s has a %(word)s that is no time: %(time)s.", step=called(element), word=word, time=time[:40]
            )
            yield found("error", "remind.time", element, message, sentence("Write working time such as PT8H or P2D."))
    if said and element.properties.get("kind") != "approval":
        message = sentence("%(step)s is no approval: nobody is reminded of it so.", step=called(element))
        yield found(
            "warning", "remind.nobody", element, message, sentence("Give other work a clock (OLA) with a ladder.")
        )
    elif "remind_every" in said and "remind_after" not in said:
        message = sentence("%(step)s is to be reminded of again, but not a first time.", step=called(element))
        yield found("warning", "remind.first", element, message, sentence("Set remind_after, too."))


def _change(chart: Chart, element: Element) -> Iterator[Problem]:
    schema = (chart.known.forms or {}).get(chart.process.id, {}).get(element.form or "")
    if (
        not chart.is_item
        or not isinstance(schema, Mapping)
        or not _offers_change(schema)
        or _comes_back(chart, element)
    ):
        return
    message = sentence(
        "%(step)s offers to ask for a change, but no way leads over the requester back to it.", step=called(element)
    )
    hint = sentence(
        "Draw a step of the requester with the order's form and a way back, or take “change” out of the form."
    )
    yield found("warning", "approval.no_way_back", element, message, hint)


def _offers_change(schema: Mapping[str, Any]) -> bool:
    for part in schema.get("components", ()):
        options = part.get("values") if part.get("key") == "decision" else None
        if isinstance(options, list) and any(
            one.get("value") == "change" for one in options if isinstance(one, Mapping)
        ):
            return True
        if _offers_change(part):
            return True
    return False


def _comes_back(chart: Chart, element: Element) -> bool:
    """Over a step of the requester, or another process, which may ask them; the parts around it count with it."""
    at: Element | None = element
    while at is not None:
        after = reachable(chart, chart.next(at.id))
        if any(_asks(chart, key) and at.id in reachable(chart, [key]) for key in after):
            return True
        at = chart.process.elements.get(at.parent or "")
    return False


def _asks(chart: Chart, key: str) -> bool:
    step = chart.process.elements[key]
    inside = [one for one in chart.elements if one.parent == key]
    is_requesters = step.properties.get("kind") == "requester" or step.type == "callActivity"
    return is_requesters or any(_asks(chart, one.id) for one in inside)
