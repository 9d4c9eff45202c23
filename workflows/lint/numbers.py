"""Numbers written as text: how often a call is tried again, how urgent a task is."""

import re
from collections.abc import Iterator

from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence

MAX_RETRIES = 100
MAX_PRIORITY = 100  # as in Zeebe: 0 to 100, 50 unless said
_DIGITS = re.compile(r"[0-9]{1,3}")


def check(chart: Chart) -> Iterator[Problem]:
    """Literal retries and priorities; expressions are judged by `formulas`."""
    for element in chart.elements:
        for what, text, most in (
            (sentence("number of retries"), element.retries, MAX_RETRIES),
            (sentence("priority"), element.priority, MAX_PRIORITY),
        ):
            if text is None or text.startswith("=") or "${" in text or "#{" in text:
                continue
            if not _DIGITS.fullmatch(text) or int(text) > most:
                message = sentence(
                    "The %(what)s of %(step)s is “%(text)s”.", what=what, step=called(element), text=text[:40]
                )
                yield found(
                    "error",
                    "number.unreadable",
                    element,
                    message,
                    sentence("Write a whole number from 0 to %(most)s.", most=most),
                )
