"""Who does it, and with what: people, groups, forms, connectors."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from workflows import jobs
from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found

BY_PEOPLE = ("userTask", "manualTask", "task")
_BY_PROPERTY = ("group", "approver", "rules")
_BY_CONNECTOR = ("serviceTask", "sendTask", "scriptTask", "businessRuleTask", "intermediateThrowEvent", "endEvent")


def check(chart: Chart) -> Iterator[Problem]:
    """Tasks without anybody; groups, forms and connectors that do not exist."""
    for element in chart.of(*BY_PEOPLE):
        yield from _nobody(element)
        yield from _groups(chart, element)
    for element in chart.of(*BY_PEOPLE, "startEvent"):
        yield from _form(chart, element)
    for element in chart.of(*_BY_CONNECTOR):
        yield from _connector(chart, element)


def _nobody(element: Element) -> Iterator[Problem]:
    properties = element.properties
    named = element.assignee or element.groups or element.people or any(properties.get(p) for p in _BY_PROPERTY)
    if not named and properties.get("kind") != "requester":
        message = f"{called(element)} is given to nobody."
        hint = "Name a group, a person or an approver, or set the property kind to requester."
        yield found("error", "task.nobody", element, message, hint)


def _groups(chart: Chart, element: Element) -> Iterator[Problem]:
    known = chart.known.groups
    if known is None:
        return
    for text in (element.groups, element.properties.get("group")):
        for key in literals(text):
            if key not in known:
                message = f"{called(element)} goes to the group {key}, which does not exist."
                missing = found("error", "group.unknown", element, message, "Create the group, or choose another.")
                yield replace(missing, group=key)


def literals(text: str | None) -> list[str]:
    """The keys in a comma-separated text; none where the text is an expression."""
    if not text or text.startswith("=") or "${" in text or "#{" in text:
        return []
    return [key.strip() for key in text.split(",") if key.strip()]


def _form(chart: Chart, element: Element) -> Iterator[Problem]:
    if element.form is None or chart.known.forms is None:
        return
    if element.form.startswith("="):
        message = f"The form of {called(element)} is an expression; a version of the item must name its forms."
        yield found("error", "form.dynamic", element, message, "Choose one form.")
    elif element.form not in chart.known.forms.get(chart.process.id, {}):
        message = f"{called(element)} shows the form {element.form[:80]}, which is not there."
        hint = f"Put it into the upload as {element.form[:80]}.form, or choose another form."
        yield found("error", "form.missing", element, message, hint)


def _connector(chart: Chart, element: Element) -> Iterator[Problem]:
    if element.type == "serviceTask" and not element.task_type:
        message = f"{called(element)} does not say what is to be called."
        yield found("error", "connector.missing", element, message, "Give it a task type, for example mail or http.")
    wanted, known = element.task_type, chart.known.connectors
    if wanted is None or known is None:
        return
    if wanted.startswith("="):
        message = f"The task type of {called(element)} is worked out when it is reached, so nothing could check it."
        hint = (
            f"What is no connector then waits for a program of yours. Connectors: {', '.join(sorted(known)) or 'none'}."
        )
        yield found("info", "connector.dynamic", element, message, hint)
    elif wanted not in known:
        yield _outside(element, wanted, known)


def _outside(element: Element, wanted: str, known: Collection[str]) -> Problem:
    """A type that no connector has is a job of a program, unless it is plainly a connector's, misspelt."""
    meant = jobs.meant(wanted, known)
    if meant:
        message = f"{called(element)} calls {wanted[:80]}, for which there is no connector. Is {meant} meant?"
        hint = f"Write {meant}; a program's job type must not look like a connector's."
        return found("error", "connector.unknown", element, message, hint)
    if len(wanted) > jobs.LONGEST:
        message = f"The job type of {called(element)} is longer than {jobs.LONGEST} characters."
        return found("error", "connector.long", element, message, "Choose a shorter one.")
    message = f"{called(element)} waits for a program of yours that takes jobs of the type {wanted}."
    hint = f"It asks POST /api/v1/jobs/claim for them. Connectors of the house: {', '.join(sorted(known)) or 'none'}."
    return found("info", "connector.program", element, message, hint)
