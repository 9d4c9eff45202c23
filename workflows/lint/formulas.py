"""Every FEEL text of a process: whether it compiles, and where it does not; other languages are refused by name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflows.element import Element, Flow, Loop, Process
from workflows.errors import Problem
from workflows.feel import Expression, FeelSyntaxError, compile_expression
from workflows.lint.chart import Chart, called, found

_TARGET = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
_PYTHON = re.compile(r"==|!==|&&|\|\||\bNone\b|\bTrue\b|\bFalse\b|\bis not\b")


@dataclass(frozen=True)
class Formula:
    """One FEEL text, without "=", and what it is for."""

    at: Element | Flow | Process
    what: str
    text: str


def formulas(chart: Chart) -> Iterator[Formula]:
    """All FEEL texts of the process."""
    for flow in chart.process.flows.values():
        if flow.condition is not None:
            yield Formula(
                flow, "The condition of the flow " + (f"“{flow.name[:80]}”" if flow.name else flow.id), flow.condition
            )
    for name, said in chart.process.properties.items():
        if said.startswith("="):
            yield Formula(chart.process, f"The property {name} of the process", said[1:].strip())
    for element in chart.elements:
        yield from (Formula(element, f"{what} of {called(element)}", text) for what, text in _always(element) if text)
        for what, text in _behind_sign(element):
            if text and text.startswith("="):
                yield Formula(element, f"{what} of {called(element)}", text[1:].strip())


def check(chart: Chart) -> Iterator[Problem]:
    """Syntax of every formula, foreign languages in every text, targets of mappings, loops without a list."""
    for formula in formulas(chart):
        yield from _compiles(formula)
    for element in chart.elements:
        for what, text in _behind_sign(element):
            if text and not text.startswith("=") and is_juel(text):
                yield _juel(element, f"{what} of {called(element)}", text)
        yield from _targets(element)
        yield from _loop(element)


def is_juel(text: str) -> bool:
    """Whether the text is in Camunda 7's expression language."""
    return "${" in text or "#{" in text


def compiled(text: str) -> Expression | None:
    """The compiled formula, or None where it is no FEEL (which `check` reports)."""
    try:
        return compile_expression(text)
    except FeelSyntaxError:
        return None


def _compiles(formula: Formula) -> Iterator[Problem]:
    try:
        compile_expression(formula.text)
    except FeelSyntaxError as error:
        if is_juel(formula.text):
            yield _juel(formula.at, formula.what, formula.text)
            return
        hint = 'Expressions are written in FEEL: amount > 1000 and country = "DE".'
        if _PYTHON.search(formula.text):
            hint = "In FEEL it is =, and, or, not(), true, false and null."
        message = f"{formula.what} is not FEEL (line {error.line}, column {error.column}): {error.message}"
        yield found("error", "feel.syntax", formula.at, message, hint)


def _juel(at: Element | Flow | Process, what: str, text: str) -> Problem:
    message = f"{what} is in Camunda 7's expression language: {text[:80]}"
    return found("error", "feel.juel", at, message, "Write it in FEEL: ${amount > 10} becomes =amount > 10.")


def _always(element: Element) -> Iterator[tuple[str, str | None]]:
    yield "The script", element.script
    for mapping in element.inputs:
        yield f"The input {mapping.target}", mapping.source
    for mapping in element.outputs:
        yield f"The output {mapping.target}", mapping.source
    for event in element.event.every if element.event else ():
        yield "The correlation key", event.correlation_key
        if event.kind == "conditional":
            yield "The condition", event.expression
    if element.loop is not None:
        yield "The collection", element.loop.input_collection
        yield "The output element", element.loop.output_element
        yield "The completion condition", element.loop.completion_condition
        yield "The number of instances", element.loop.cardinality
        yield "The condition of the loop", element.loop.condition
    yield "The activation condition", element.extra.get("activation")
    ad_hoc = element.extra.get("ad_hoc", {})
    yield "The completion condition", ad_hoc.get("completion")
    yield "The list of elements to begin with", ad_hoc.get("active")


def _behind_sign(element: Element) -> Iterator[tuple[str, str | None]]:
    """Texts that are FEEL only behind "="."""
    yield "The assignee", element.assignee
    yield "The groups", element.groups
    yield "The people", element.people
    yield "The due date", element.due
    yield "The follow-up date", element.follow_up
    yield "The priority", element.priority
    yield "The number of retries", element.retries
    yield "The task type", element.task_type
    yield "The form", element.form
    yield "The called process", element.called_process
    yield "The decision", element.called_decision
    for name, text in element.properties.items():
        yield f"The property {name}", text
    for event in element.event.every if element.event else ():
        yield "The name", event.name
        yield "The code", event.code
        if event.kind == "timer":
            yield "The time", event.expression


def _targets(element: Element) -> Iterator[Problem]:
    names = [(m.target, "mapping") for m in (*element.inputs, *element.outputs)]
    names += [(element.result_variable, "result")] if element.result_variable is not None else []
    if element.loop is not None:
        names += [(n, "multi-instance") for n in (element.loop.input_element, element.loop.output_collection) if n]
    for name, what in names:
        if not _TARGET.fullmatch(name):
            message = f"The {what} of {called(element)} writes to “{name[:80]}”, which is no variable name."
            hint = "Use letters, digits and _, beginning with a letter; dots lead into an object."
            yield found("error", "name.invalid", element, message, hint)


def _turns(element: Element, loop: Loop) -> Iterator[Problem]:
    if loop.condition is None and loop.cardinality is None:
        message = f"{called(element)} is to be repeated, but not said is how long: it is done once."
        yield found("warning", "loop.no_condition", element, message, "Write the condition under which it is repeated.")


def _loop(element: Element) -> Iterator[Problem]:
    loop = element.loop
    if loop is None:
        return
    if loop.standard:
        yield from _turns(element, loop)
        return
    if loop.input_collection is None and loop.cardinality is None:
        message = f"{called(element)} is to run several times, but for what list is not said."
        yield found("error", "loop.no_collection", element, message, "Name the collection in the properties panel.")
    if loop.input_collection is not None and loop.cardinality is not None:
        message = f"{called(element)} names both a collection and a number of instances; only the collection counts."
        yield found("error", "loop.both", element, message, "Delete the number.")
    if loop.output_element is not None and loop.output_collection is None:
        message = f"The results of {called(element)} are gathered nowhere."
        yield found("error", "loop.no_output", element, message, "Name the output collection.")
    if loop.cardinality and loop.cardinality.lstrip().startswith("-") and loop.cardinality.strip("- ").isdigit():
        message = f"{called(element)} is to run {loop.cardinality} times."
        yield found("error", "loop.negative", element, message, "Write a number from 0 on, or name a collection.")
