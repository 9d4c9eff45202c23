"""Every FEEL text of a process: whether it compiles, and where it does not; other languages are refused by name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflows.element import Element, Flow, Loop, Process
from workflows.errors import Problem
from workflows.feel import Expression, FeelSyntaxError, compile_expression
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence

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
                flow,
                sentence("The condition of the flow %(flow)s", flow=f"“{flow.name[:80]}”" if flow.name else flow.id),
                flow.condition,
            )
    for name, said in chart.process.properties.items():
        if said.startswith("="):
            yield Formula(chart.process, sentence("The property %(name)s of the process", name=name), said[1:].strip())
    for element in chart.elements:
        yield from (Formula(element, _of(what, element), text) for what, text in _always(element) if text)
        for what, text in _behind_sign(element):
            if text and text.startswith("="):
                yield Formula(element, _of(what, element), text[1:].strip())


def check(chart: Chart) -> Iterator[Problem]:
    """Syntax of every formula, foreign languages in every text, targets of mappings, loops without a list."""
    for formula in formulas(chart):
        yield from _compiles(formula)
    for element in chart.elements:
        for what, text in _behind_sign(element):
            if text and not text.startswith("=") and is_juel(text):
                yield _juel(element, _of(what, element), text)
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
        hint = sentence('Expressions are written in FEEL: amount > 1000 and country = "DE".')
        if _PYTHON.search(formula.text):
            hint = sentence("In FEEL it is =, and, or, not(), true, false and null.")
        message = sentence(
            "%(what)s is not FEEL (line %(line)s, column %(column)s): %(message)s",
            what=formula.what,
            line=error.line,
            column=error.column,
            message=error.message,
        )
        yield found("error", "feel.syntax", formula.at, message, hint)


def _juel(at: Element | Flow | Process, what: str, text: str) -> Problem:
    message = sentence("%(what)s is in Camunda 7's expression language: %(text)s", what=what, text=text[:80])
    return found("error", "feel.juel", at, message, sentence("Write it in FEEL: ${amount > 10} becomes =amount > 10."))


def _of(what: str, element: Element) -> str:
    return sentence("%(what)s of %(step)s", what=what, step=called(element))


def _always(element: Element) -> Iterator[tuple[str, str | None]]:
    yield sentence("The script"), element.script
    for mapping in element.inputs:
        yield sentence("The input %(target)s", target=mapping.target), mapping.source
    for mapping in element.outputs:
        yield sentence("The output %(target)s", target=mapping.target), mapping.source
    for event in element.event.every if element.event else ():
        yield sentence("The correlation key"), event.correlation_key
        if event.kind == "conditional":
            yield sentence("The condition"), event.expression
    if element.loop is not None:
        yield sentence("The collection"), element.loop.input_collection
        yield sentence("The output element"), element.loop.output_element
        yield sentence("The completion condition"), element.loop.completion_condition
        yield sentence("The number of instances"), element.loop.cardinality
        yield sentence("The condition of the loop"), element.loop.condition
    yield sentence("The activation condition"), element.extra.get("activation")
    ad_hoc = element.extra.get("ad_hoc", {})
    yield sentence("The completion condition"), ad_hoc.get("completion")
    yield sentence("The list of elements to begin with"), ad_hoc.get("active")


def _behind_sign(element: Element) -> Iterator[tuple[str, str | None]]:
    """Texts that are FEEL only behind "="."""
    yield sentence("The assignee"), element.assignee
    yield sentence("The groups"), element.groups
    yield sentence("The people"), element.people
    yield sentence("The due date"), element.due
    yield sentence("The follow-up date"), element.follow_up
    yield sentence("The priority"), element.priority
    yield sentence("The number of retries"), element.retries
    yield sentence("The task type"), element.task_type
    yield sentence("The form"), element.form
    yield sentence("The called process"), element.called_process
    yield sentence("The decision"), element.called_decision
    for name, text in element.properties.items():
        yield sentence("The property %(name)s", name=name), text
    for event in element.event.every if element.event else ():
        yield sentence("The name"), event.name
        yield sentence("The code"), event.code
        if event.kind == "timer":
            yield sentence("The time"), event.expression


def _targets(element: Element) -> Iterator[Problem]:
    names = [(m.target, sentence("mapping")) for m in (*element.inputs, *element.outputs)]
    names += [(element.result_variable, sentence("result"))] if element.result_variable is not None else []
    if element.loop is not None:
        names += [
            (n, sentence("multi-instance")) for n in (element.loop.input_element, element.loop.output_collection) if n
        ]
    for name, what in names:
        if not _TARGET.fullmatch(name):
            message = sentence(
                "The %(what)s of %(step)s writes to “%(name)s”, which is no variable name.",
                what=what,
                step=called(element),
                name=name[:80],
            )
            hint = sentence("Use letters, digits and _, beginning with a letter; dots lead into an object.")
            yield found("error", "name.invalid", element, message, hint)


def _turns(element: Element, loop: Loop) -> Iterator[Problem]:
    if loop.condition is None and loop.cardinality is None:
        message = sentence(
            "%(step)s is to be repeated, but not said is how long: it is done once.", step=called(element)
        )
        yield found(
            "warning",
            "loop.no_condition",
            element,
            message,
            sentence("Write the condition under which it is repeated."),
        )


def _loop(element: Element) -> Iterator[Problem]:
    loop = element.loop
    if loop is None:
        return
    if loop.standard:
        yield from _turns(element, loop)
        return
    if loop.input_collection is None and loop.cardinality is None:
        message = sentence("%(step)s is to run several times, but for what list is not said.", step=called(element))
        yield found(
            "error", "loop.no_collection", element, message, sentence("Name the collection in the properties panel.")
        )
    if loop.input_collection is not None and loop.cardinality is not None:
        message = sentence(
            "%(step)s names both a collection and a number of instances; only the collection counts.",
            step=called(element),
        )
        yield found("error", "loop.both", element, message, sentence("Delete the number."))
    if loop.output_element is not None and loop.output_collection is None:
        message = sentence("The results of %(step)s are gathered nowhere.", step=called(element))
        yield found("error", "loop.no_output", element, message, sentence("Name the output collection."))
    if loop.cardinality and loop.cardinality.lstrip().startswith("-") and loop.cardinality.strip("- ").isdigit():
        message = sentence(
            "%(step)s is to run %(cardinality)s times.", step=called(element), cardinality=loop.cardinality
        )
        yield found(
            "error", "loop.negative", element, message, sentence("Write a number from 0 on, or name a collection.")
        )
