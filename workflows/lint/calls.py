"""Called processes, decisions and scripts: named, there, and not calling each other in a circle."""

import re
from collections.abc import Iterator, Mapping

from workflows.element import Element, Process
from workflows.errors import Problem
from workflows.lint.chart import WORDS, Chart, about, called, found
from workflows.scripts import problem_of
from workflows.sentences import sentence

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
            message = sentence("The processes call each other without end: %(circle)s.", circle=circle)
            yield found("error", "call.circle", element, message, sentence("Use a loop inside one process instead."))
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
        message = sentence("%(step)s does not say into which variable the decision goes.", step=called(element))
        yield found("error", "result.missing", element, message, sentence("Name a result variable."))


def _script(element: Element) -> Iterator[Problem]:
    if element.task_type:
        return
    if "foreign_script" in element.extra:
        language = element.extra["script_format"]
        if language == "python":
            yield from _python(element)
        else:
            message = sentence("%(step)s does not say its language; scripts are in FEEL here.", step=called(element))
            if language != "none":
                written = {"step": called(element), "language": language}
                message = sentence("%(step)s is written in %(language)s; scripts are in FEEL here.", **written)
            hint = sentence("Choose the implementation “FEEL expression” and name a result variable.")
            yield found("error", "script.language", element, message, hint)
    elif not element.script:
        message = sentence("%(step)s has no script.", step=called(element))
        yield found(
            "error", "script.missing", element, message, sentence("Write a FEEL expression and name a result variable.")
        )
    elif not element.result_variable:
        message = sentence("%(step)s does not say into which variable its result goes.", step=called(element))
        yield found("error", "result.missing", element, message, sentence("Name a result variable."))


def _python(element: Element) -> Iterator[Problem]:
    """A script of SpiffWorkflow's dialect: its grammar, and that it does not count on Camunda's engine."""
    script = element.extra["foreign_script"]
    wrong = problem_of(script)
    if wrong is not None:
        yield found("error", "script.python", element, about(element, wrong), sentence("Mend the script."))
    elif _JYTHON.search(script):
        message = sentence(
            "%(step)s asks Camunda's engine for its variables; here they are plain names.", step=called(element)
        )
        hint = sentence("Write amount instead of execution.getVariable('amount'), and x = 1 instead of setVariable.")
        yield found("error", "script.python", element, message, hint)


def _is_missing(wanted: str, chart: Chart) -> bool:
    published = chart.known.processes
    return published is not None and wanted not in published and wanted not in chart.processes


def _named(element: Element, what: str, wanted: str | None) -> Iterator[Problem]:
    if not wanted:
        message = sentence("%(step)s does not say which %(what)s is called.", step=called(element), what=WORDS[what])
        yield found(
            "error",
            f"{what}.missing",
            element,
            message,
            sentence("Choose the %(what)s in the properties panel.", what=WORDS[what]),
        )
    elif wanted.startswith("="):
        message = sentence(
            "%(step)s chooses its %(what)s by an expression, so no version of it could be kept.",
            step=called(element),
            what=WORDS[what],
        )
        yield found(
            "error",
            f"{what}.dynamic",
            element,
            message,
            sentence("Choose one %(what)s; branch with a gateway if needed.", what=WORDS[what]),
        )


def _unknown(element: Element, what: str, wanted: str) -> Problem:
    message = sentence(
        "%(step)s calls the %(what)s %(wanted)s, which is not there.",
        step=called(element),
        what=WORDS[what],
        wanted=wanted[:80],
    )
    return found(
        "error",
        f"{what}.unknown",
        element,
        message,
        sentence("Upload the %(what)s too, or choose another.", what=WORDS[what]),
    )
