"""Times written in the diagram: whether they can be read, go forward and stay within bounds.

Texts behind "=" are FEEL and are judged by `formulas`; what they give is checked when a request gets there.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from workflows import cron, moments
from workflows.bounds import DEFAULT
from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, about, called, found
from workflows.sentences import of, sentence

_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # only to turn durations into moments: no clock is read here
_LONGEST_YEARS = 100
_EXAMPLES = {
    "duration": sentence("Write a duration such as PT2H or P3D."),
    "date": sentence("Write a date and time such as 2026-03-31T09:00:00+02:00."),
    "cycle": sentence("Write a repetition such as R3/PT24H or R/P7D, or a cron line such as 0 9 * * MON-FRI."),
}
_EVERY_MINUTE = sentence("Repeat at most once a minute (PT60S; in a cron line with seconds: one number, such as 0).")


def check(chart: Chart) -> Iterator[Problem]:
    """Timer events, due dates and follow-up dates."""
    for element in chart.elements:
        for event in element.event.every if element.event else ():
            if event.kind == "timer":
                yield from _timer(element, event.timer_kind, event.expression)
        for name, text in ((sentence("due date"), element.due), (sentence("follow-up date"), element.follow_up)):
            if text is not None and _is_literal(text):
                yield from _due(element, name, text)


def _timer(element: Element, kind: str | None, text: str | None) -> Iterator[Problem]:
    if kind is None or text is None:
        message = sentence("%(step)s says no time.", step=called(element))
        yield found("error", "timer.missing", element, message, _EXAMPLES["duration"])
        return
    ends = element.type == "boundaryEvent" or element.extra.get("begins_handler")
    if kind == "cycle" and (element.type == "intermediateCatchEvent" or (ends and element.interrupting)):
        message = sentence(
            "%(step)s repeats, but what it ends can end only once: it fires the first time alone.", step=called(element)
        )
        yield found(
            "warning", "timer.cycle_once", element, message, sentence("Use a duration, or a non-interrupting event.")
        )
    if not _is_literal(text):
        return
    try:
        _read(kind, text)
    except cron.TooOften as error:
        yield found("error", "timer.too_often", element, about(element, of(error)), _EVERY_MINUTE)
        return
    except ValueError as error:
        yield found("error", "timer.unreadable", element, about(element, of(error)), _EXAMPLES[kind])
        return
    if not cron.is_cron(text):
        yield from _sensible(element, kind, text)


def _read(kind: str, text: str) -> None:
    if kind == "cycle":
        moments.repetition(text, _SOME_DAY, "UTC")
    elif kind == "duration":
        moments.duration(text)
    else:
        if text.lstrip("+-").startswith("P"):
            raise ValueError(sentence("“%(text)s” is a duration, not a date.", text=text))
        moments.moment(text, _SOME_DAY, "UTC")


def _sensible(element: Element, kind: str, text: str) -> Iterator[Problem]:
    for part in text.upper().split("/"):
        if not part.lstrip("+-").startswith("P"):
            continue
        length = moments.duration(part)
        seconds = length.months * 2_629_800 + length.days * 86_400 + length.seconds
        if seconds < 0:
            message = sentence("%(step)s goes back in time: %(text)s.", step=called(element), text=text)
            yield found("error", "timer.negative", element, message, sentence("Leave out the minus sign."))
        elif seconds > _LONGEST_YEARS * 31_557_600:
            message = sentence(
                "%(step)s waits longer than %(years)s years: %(text)s.",
                step=called(element),
                years=_LONGEST_YEARS,
                text=text,
            )
            yield found("error", "timer.too_long", element, message, _EXAMPLES[kind])
        elif kind == "cycle" and seconds < DEFAULT.cycle_seconds:
            message = sentence(
                "%(step)s repeats more often than every %(seconds)s seconds: %(text)s.",
                step=called(element),
                seconds=DEFAULT.cycle_seconds,
                text=text,
            )
            yield found("error", "timer.too_often", element, message, _EVERY_MINUTE)


def _due(element: Element, name: str, text: str) -> Iterator[Problem]:
    try:
        moments.moment(text, _SOME_DAY, "UTC")
    except ValueError as error:
        yield found(
            "error",
            "due.unreadable",
            element,
            sentence("The %(name)s of %(step)s: %(error)s", name=name, step=called(element), error=of(error)),
            _EXAMPLES["duration"],
        )


def _is_literal(text: str) -> bool:
    return not text.startswith("=") and "${" not in text and "#{" not in text
