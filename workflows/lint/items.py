"""What makes a process a catalogue item: a title, people who may order it, and an outcome at each of its ends.

A process that another one of the file calls, or whose property `catalogue` is false, is no item and exempt.
"""

from collections.abc import Iterator
from dataclasses import replace

from workflows.element import Element
from workflows.errors import Problem
from workflows.lint import handlers
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence

AUDIENCES = ("country", "department", "group", "role")
OUTCOMES = ("fulfilled", "rejected", "withdrawn", "answered")


def check(chart: Chart) -> Iterator[Problem]:
    """Title and outcomes of an item."""
    process = chart.process
    if not chart.is_item:
        return
    if not (process.properties.get("title") or process.name).strip():
        message = sentence("The item has no title, so nobody could find it in the catalogue.")
        yield found("error", "item.title", process, message, sentence("Set the property title of the process."))
    yield from _audience(chart)
    for level in (None, *handlers.replacing(chart)):
        for element in chart.levels.get(level, ()):
            if element.type == "endEvent":
                yield from _outcome(chart, element)


def _audience(chart: Chart) -> Iterator[Problem]:
    """Whom no word admits never sees the item: a slip of the pen would hide it from everybody."""
    said = chart.process.properties.get("audience", "")
    for word in filter(None, map(str.strip, said.split(","))):
        kind, _colon, name = word.partition(":")
        if word != "all" and (kind not in AUDIENCES or not name):
            message = sentence("The item is for %(word)s, which is nobody.", word=word[:80])
            hint = sentence(
                "Say all, or any of group:KEY, country:XX, department:NAME and role:NAME, with commas between."
            )
            yield found("error", "item.audience", chart.process, message, hint)
        elif kind == "group" and chart.known.groups is not None and name not in chart.known.groups:
            message = sentence("The item is for the group %(name)s, which does not exist.", name=name)
            missing = found(
                "error", "group.unknown", chart.process, message, sentence("Create the group, or choose another.")
            )
            yield replace(missing, group=name)


def _outcome(chart: Chart, end: Element) -> Iterator[Problem]:
    why = end.extra.get("inserted")
    if why == "none" or (end.event is not None and end.event.kind == "error"):
        return
    said = end.properties.get("outcome")
    choice = ", ".join(OUTCOMES)
    if why == "end" and not said:
        before = chart.process.elements[chart.arriving[end.id][0].source]
        message = sentence(
            "The way ends behind %(step)s without saying how: the request needs an outcome.", step=called(before)
        )
        yield found(
            "error",
            "end.outcome",
            before,
            message,
            sentence("Draw an end event and choose there how the request ends (outcome): %(choice)s.", choice=choice),
        )
    elif not said or (said not in OUTCOMES and not said.startswith("=")):
        message = sentence("%(step)s does not say how the request ended.", step=called(end))
        if said:
            message = sentence(
                "%(step)s has the outcome %(said)s, which is none of %(choice)s.",
                step=called(end),
                said=said[:80],
                choice=choice,
            )
        yield found(
            "error",
            "end.outcome",
            end,
            message,
            sentence("Choose how the request ends (outcome): %(choice)s.", choice=choice),
        )
