"""Clocks: goals that are no time, calendars and groups that do not exist, ladders and pauses that say nothing."""

from collections.abc import Iterator, Mapping

from workflows import clocks
from workflows.element import Element, Process
from workflows.errors import Problem
from workflows.feel import FeelSyntaxError, compile_expression
from workflows.lint.chart import Chart, called, found
from workflows.sentences import of, sentence

_GOAL = sentence("Write working time such as PT4H (four working hours) or P2D (two working days).")
_LADDER = sentence("Write a line such as 75: remind, 100: lead, 100: notify manager, 150: group:KEY, 50: priority 80.")
_PAUSE = sentence("Write requester, step ID or when CONDITION.")


def check(chart: Chart) -> Iterator[Problem]:
    """Every clock of the process, its lanes and its steps."""
    process = chart.process
    for word in ("response", "sla"):
        yield from _clock(chart, process, word, process.properties, sentence("The item"))
    for lane, properties in process.lane_properties.items():
        yield from _clock(
            chart, process, "ola", properties, sentence("The lane %(lane)s", lane=process.lanes[lane] or lane)
        )
    for element in chart.elements:
        yield from _clock(chart, element, "ola", element.properties, called(element))


def _clock(chart: Chart, at: Element | Process, word: str, said: Mapping[str, str], who: str) -> Iterator[Problem]:
    if not said.get(word):
        return
    if not clocks.is_goal(said[word]):
        yield found(
            "error",
            "clock.goal",
            at,
            sentence("%(who)s has a clock whose goal is no time: %(said)s.", who=who, said=said[word][:40]),
            _GOAL,
        )
    yield from _calendar(chart, at, said, who)
    for line in clocks.lines(said.get(f"{word}_rules")):
        condition, goal = clocks.choice(line)
        if not clocks.is_goal(goal):
            yield found(
                "error",
                "clock.goal",
                at,
                sentence("%(who)s has a rule whose goal is no time: %(line)s.", who=who, line=line[:80]),
                _GOAL,
            )
        yield from _condition(at, condition, who)
    for line in clocks.lines(said.get(f"{word}_pause")):
        yield from _pause(chart, at, line, who)
    for line in clocks.lines(said.get(f"{word}_ladder")):
        yield from _rung(chart, at, line, who)


def _calendar(chart: Chart, at: Element | Process, said: Mapping[str, str], who: str) -> Iterator[Problem]:
    key = said.get("calendar") or chart.process.properties.get("calendar")
    if not key:
        message = sentence("%(who)s has a clock but no calendar: it counts by the house's standard one.", who=who)
        yield found("warning", "clock.calendar", at, message, sentence("Choose the calendar by which it counts."))
    elif chart.known.calendars is not None and key not in chart.known.calendars:
        message = sentence("%(who)s counts by the calendar %(key)s, which does not exist.", who=who, key=key)
        yield found(
            "warning", "clock.calendar", at, message, sentence("Choose another, or make it under Working time.")
        )


def _pause(chart: Chart, at: Element | Process, line: str, who: str) -> Iterator[Problem]:
    kind, _, rest = line.partition(" ")
    if kind == "when" and rest.strip():
        yield from _condition(at, rest, who)
    elif kind == "step" and rest.strip() in chart.process.elements:
        return
    elif line != "requester" and line != "never":
        message = sentence(
            "The clock of %(who)s pauses at “%(line)s”, which is no step and no condition.", who=who, line=line[:80]
        )
        yield found("error", "clock.pause", at, message, _PAUSE)


def _rung(chart: Chart, at: Element | Process, line: str, who: str) -> Iterator[Problem]:
    rung = clocks.rung(line)
    if rung is None:
        message = sentence(
            "The ladder of %(who)s has a line that says nothing known: %(line)s.", who=who, line=line[:80]
        )
        yield found("error", "clock.ladder", at, message, _LADDER)
        return
    group = clocks.group_of(rung.action)
    if group and chart.known.groups is not None and group not in chart.known.groups:
        message = sentence(
            "The ladder of %(who)s names the group %(group)s, which does not exist.", who=who, group=group
        )
        yield found("error", "clock.group", at, message, sentence("Create the group, or choose another."))


def _condition(at: Element | Process, text: str, who: str) -> Iterator[Problem]:
    try:
        compile_expression(text)
    except FeelSyntaxError as error:
        message = sentence("A condition of the clock of %(who)s cannot be read: %(error)s", who=who, error=of(error))
        yield found("error", "clock.condition", at, message, sentence("Write FEEL, for example priority > 70."))
