"""Planning backwards: a lead needs a wanted date, the wanted date a date field of the start form."""

from collections.abc import Iterator, Mapping
from typing import Any

from workflows import leads
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence

HINT = sentence("Write working days, such as P10D, or an expression that gives them.")


def check(chart: Chart) -> Iterator[Problem]:
    """Leads that nobody can read, and leads without a date to count back from."""
    process = chart.process
    wanted = process.properties.get("wanted", "")
    for element in leads.steps(process):
        said = element.properties["lead"]
        if not said.startswith("=") and leads.days(said) is None:
            message = sentence("The lead of %(step)s is “%(said)s”.", step=called(element), said=said[:40])
            yield found("error", "lead.unreadable", element, message, HINT)
        if not wanted and chart.is_item:
            message = sentence("%(step)s has a lead, but the item names no wanted date.", step=called(element))
            yield found("error", "lead.nowhere", element, message, sentence("Set the property wanted of the process."))
    late = process.properties.get("late", "ask")
    if late not in leads.LATE:
        message = sentence("What is done with a late order is “%(late)s”.", late=late[:40])
        yield found("error", "wanted.late", process, message, sentence("Write ask or refuse."))
    if wanted and chart.known.forms is not None:
        yield from _field(chart, wanted)


def _field(chart: Chart, wanted: str) -> Iterator[Problem]:
    process = chart.process
    starts = (process.elements[key].form for key in process.starts)
    form = next((name for name in starts if name), None)
    schema = (chart.known.forms or {}).get(process.id, {}).get(form or "")
    if schema is not None and not any(_is_date(field, wanted) for field in _fields(schema)):
        message = sentence(
            "The wanted date is “%(wanted)s”, which is no date field of the start form.", wanted=wanted[:40]
        )
        yield found(
            "error", "wanted.no_date", process, message, sentence("Name the key of a date field of the start form.")
        )


def _is_date(field: Mapping[str, Any], key: str) -> bool:
    return field.get("key") == key and field.get("type") == "datetime" and field.get("subtype") != "time"


def _fields(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for field in schema.get("components", ()):
        yield field
        yield from _fields(field)
