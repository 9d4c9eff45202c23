"""Plan boards: what must fit names plans that there are, and a board needs two of them."""

from collections.abc import Iterator

from workflows.errors import Problem
from workflows.lint.chart import Chart, found
from workflows.sentences import sentence

SAME = "same day"
BETWEEN = " before "


def check(chart: Chart) -> Iterator[Problem]:
    """Words of `plan_conflicts` that nothing plans, and rules that nobody can read."""
    process = chart.process
    said = process.properties.get("plan_conflicts", "")
    words = [one.properties["plan"] for one in process.elements.values() if one.properties.get("plan")]
    if said and len(set(words)) < 2:
        message = sentence("There is a rule for plans, but no two steps that plan.")
        yield found(
            "error", "plan.alone", process, message, sentence("Give two user tasks the property plan, each a word.")
        )
        return
    for part in filter(None, (part.strip() for part in said.split(";"))):
        first, between, then = part.partition(BETWEEN)
        if part != SAME and not between:
            hint = sentence("Write “same day”, or “A before B” with the words of two plans.")
            yield found(
                "error",
                "plan.unreadable",
                process,
                sentence("Nobody can read the rule “%(rule)s”.", rule=part[:60]),
                hint,
            )
        for word in (first, then) if between else ():
            if word.strip() not in words:
                message = sentence("Nothing plans “%(word)s”.", word=word.strip()[:40])
                hint = sentence("The plans of this diagram are %(names)s.", names=", ".join(sorted(set(words))))
                yield found("error", "plan.unknown", process, message, hint)
