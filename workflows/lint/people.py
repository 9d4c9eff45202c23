"""Who does it, and with what: people, groups, forms, connectors."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from workflows import jobs
from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence

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
        message = sentence("%(step)s is given to nobody.", step=called(element))
        hint = sentence("Name a group, a person or an approver, or let it be the requester’s turn (kind: requester).")
        yield found("error", "task.nobody", element, message, hint)


def _groups(chart: Chart, element: Element) -> Iterator[Problem]:
    known = chart.known.groups
    if known is None:
        return
    for text in (element.groups, element.properties.get("group")):
        for key in literals(text):
            if key not in known:
                message = sentence(
                    "%(step)s goes to the group %(key)s, which does not exist.", step=called(element), key=key
                )
                missing = found(
                    "error", "group.unknown", element, message, sentence("Create the group, or choose another.")
                )
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
        message = sentence(
            "The form of %(step)s is an expression; a version of the item must name its forms.", step=called(element)
        )
        yield found("error", "form.dynamic", element, message, sentence("Choose one form."))
    elif element.form not in chart.known.forms.get(chart.process.id, {}):
        message = sentence(
            "%(step)s shows the form %(form)s, which is not there.", step=called(element), form=element.form[:80]
        )
        hint = sentence("Put it into the upload as %(form)s.form, or choose another form.", form=element.form[:80])
        yield found("error", "form.missing", element, message, hint)


def _connector(chart: Chart, element: Element) -> Iterator[Problem]:
    if element.type == "serviceTask" and not element.task_type:
        message = sentence("%(step)s does not say what is to be called.", step=called(element))
        hint = sentence("Choose a connector, for example mail or http, or write the job type of a program of yours.")
        yield found("error", "connector.missing", element, message, hint)
    wanted, known = element.task_type, chart.known.connectors
    if wanted is None or known is None:
        return
    if wanted.startswith("="):
        message = sentence(
            "The task type of %(step)s is worked out when it is reached, so nothing could check it.",
            step=called(element),
        )
        hint = sentence(
            "What is no connector then waits for a program of yours. Connectors: %(names)s.",
            names=", ".join(sorted(known)) or "none",
        )
        yield found("info", "connector.dynamic", element, message, hint)
    elif wanted not in known:
        yield _outside(element, wanted, known)


def _outside(element: Element, wanted: str, known: Collection[str]) -> Problem:
    """A type that no connector has is a job of a program, unless it is plainly a connector's, misspelt."""
    meant = jobs.meant(wanted, known)
    if meant:
        message = sentence(
            "%(step)s calls %(wanted)s, for which there is no connector. Is %(meant)s meant?",
            step=called(element),
            wanted=wanted[:80],
            meant=meant,
        )
        hint = sentence("Write %(meant)s; a program's job type must not look like a connector's.", meant=meant)
        return found("error", "connector.unknown", element, message, hint)
    if len(wanted) > jobs.LONGEST:
        message = sentence(
            "The job type of %(step)s is longer than %(most)s characters.",
            step=called(element),
            most=jobs.LONGEST,
        )
        return found("error", "connector.long", element, message, sentence("Choose a shorter one."))
    message = sentence(
        "%(step)s waits for a program of yours that takes jobs of the type %(wanted)s.",
        step=called(element),
        wanted=wanted,
    )
    hint = sentence(
        "It asks POST /api/v1/jobs/claim for them. Connectors of the house: %(names)s.",
        names=", ".join(sorted(known)) or "none",
    )
    return found("info", "connector.program", element, message, hint)
