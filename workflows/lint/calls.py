"""Called processes, decisions and scripts: named, there, and not calling each other in a circle."""

import re
from collections.abc import Iterator, Mapping

from workflows.element import Element, Process
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.scripts import problem_of

_JYTHON = re.compile(r"\bexecution\s*\.\s*[gs]etVariable")


def check(chart: Chart) -> Iterator[Problem]:
    """What the elements of one process call."""
    for element in chart.of("callActivity"):
        yield from _named(element, "process", element.called_process)
        wanted = element.called_process or ""
        if wanted and not wanted.startswith("=") and _is_missing(wanted, chart):
            yield _unknown(element, "process", wanted)
    for element in chart.of("businessRuleTask"):
        if not element.task_type:
            yield from _decision(chart, element)
    for element in chart.of("scriptTask"):
        yield from _script(element)


def circles(processes: Mapping[str, Process]) -> Iterator[Problem]:
    """Processes of one file that call each other for ever; named once, at the call that closes the circle."""
    done: set[str] = set()
    for key in processes:
        if key not in done:
            yield from _follow(processes, key, (), done)


def _follow(processes: Mapping[str, Process], key: str, path: tuple[str, ...], done: set[str]) -> Iterator[Problem]:
    way = (*path, key)
    for wanted, element in _called(processes[key]).items():
        if wanted not in processes:
            continue
        if wanted in way:
            circle = " → ".join((*way[way.index(wanted) :], wanted))
            message = f"The processes call each other without end: {circle}."
            yield found("error", "call.circle", element, message, "Use a loop inside one process instead.")
        elif wanted not in done:
            yield from _follow(processes, wanted, way, done)
    done.add(key)


def called_by_others(processes: Mapping[str, Process]) -> set[str]:
    """The ids that some other process of the file calls."""
    return {wanted for process in processes.values() for wanted in _called(process) if wanted != process.id}


def _called(process: Process) -> dict[str, Element]:
    """Called process id -> the first element that calls it."""
    found: dict[str, Element] = {}
    for element in process.elements.values():
        if element.type == "callActivity" and element.called_process:
            found.setdefault(element.called_process, element)
    return found


def _decision(chart: Chart, element: Element) -> Iterator[Problem]:
    wanted = element.called_decision or ""
    yield from _named(element, "decision", element.called_decision)
    known = chart.known.decisions
    if known is not None and wanted and not wanted.startswith("=") and wanted not in known:
        yield _unknown(element, "decision", wanted)
    if wanted and not element.result_variable:
        message = f"{called(element)} does not say into which variable the decision goes."
        yield found("error", "result.missing", element, message, "Name a result variable.")


def _script(element: Element) -> Iterator[Problem]:
    if element.task_type:
        return
    if "foreign_script" in element.extra:
        language = element.extra["script_format"]
        if language == "python":
            yield from _python(element)
        else:
            told = "in no named language" if language == "none" else f"in {language}"
            message = f"{called(element)} is written {told}; scripts are written in FEEL here."
            hint = "Choose the implementation “FEEL expression” and name a result variable."
            yield found("error", "script.language", element, message, hint)
    elif not element.script:
        message = f"{called(element)} has no script."
        yield found("error", "script.missing", element, message, "Write a FEEL expression and name a result variable.")
    elif not element.result_variable:
        message = f"{called(element)} does not say into which variable its result goes."
        yield found("error", "result.missing", element, message, "Name a result variable.")


def _python(element: Element) -> Iterator[Problem]:
    """A script of SpiffWorkflow's dialect: its grammar, and that it does not count on Camunda's engine."""
    script = element.extra["foreign_script"]
    wrong = problem_of(script)
    if wrong is not None:
        yield found("error", "script.python", element, f"{called(element)}: {wrong}", "Mend the script.")
    elif _JYTHON.search(script):
        message = f"{called(element)} asks Camunda's engine for its variables; here they are plain names."
        hint = "Write amount instead of execution.getVariable('amount'), and x = 1 instead of setVariable."
        yield found("error", "script.python", element, message, hint)


def _is_missing(wanted: str, chart: Chart) -> bool:
    published = chart.known.processes
    return published is not None and wanted not in published and wanted not in chart.processes


def _named(element: Element, what: str, wanted: str | None) -> Iterator[Problem]:
    if not wanted:
        message = f"{called(element)} does not say which {what} is called."
        yield found("error", f"{what}.missing", element, message, f"Choose the {what} in the properties panel.")
    elif wanted.startswith("="):
        message = f"{called(element)} chooses its {what} by an expression, so no version of it could be kept."
        yield found(
            "error", f"{what}.dynamic", element, message, f"Choose one {what}; branch with a gateway if needed."
        )


def _unknown(element: Element, what: str, wanted: str) -> Problem:
    message = f"{called(element)} calls the {what} {wanted[:80]}, which is not there."
    return found("error", f"{what}.unknown", element, message, f"Upload the {what} too, or choose another.")
