"""The list of checks, in the order in which their findings are told."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from workflows.element import Process
from workflows.errors import Problem
from workflows.lint import (
    calls,
    checklists,
    deciding,
    events,
    flows,
    formulas,
    graph,
    handlers,
    items,
    leads,
    numbers,
    people,
    plans,
    quality,
    routing,
    sizes,
    supply,
    supported,
    ticking,
    timers,
    undoing,
)
from workflows.lint.chart import Chart, chart
from workflows.lint.known import Known
from workflows.sentences import sentence

CHECKS: tuple[Callable[[Chart], Iterator[Problem]], ...] = (
    supported.check,
    graph.check,
    flows.check,
    handlers.check,
    events.check,
    undoing.check,
    timers.check,
    ticking.check,
    people.check,
    deciding.check,
    routing.check,
    checklists.check,
    calls.check,
    numbers.check,
    formulas.check,
    supply.check,
    items.check,
    leads.check,
    plans.check,
    quality.check,
)
_ORDER = {"error": 0, "warning": 1, "info": 2}
_NOTHING_KNOWN = Known()
MAX_PROBLEMS = 500


class HasProcesses(Protocol):
    """A definition, or a canonical diagram."""

    @property
    def processes(self) -> Mapping[str, Process]:
        """The processes by id."""
        ...


def lint(diagram: Mapping[str, Process] | HasProcesses, known: Known = _NOTHING_KNOWN) -> list[Problem]:
    """All findings, errors first, then in the order of the file. An error means: not to be published."""
    processes = diagram if isinstance(diagram, Mapping) else diagram.processes
    problems: list[Problem] = []
    called = calls.called_by_others(processes)
    for process in processes.values():
        view = chart(process, processes, known, is_called=process.id in called)
        sizes_found = list(sizes.check(view))
        problems += sizes_found
        if not any(p.severity == "error" and p.code.startswith("size.") for p in sizes_found):
            problems += [problem for check in CHECKS for problem in check(view)]
    problems += calls.circles(processes)
    problems.sort(key=lambda p: (_ORDER[p.severity], p.line or 0))
    return problems[:MAX_PROBLEMS] + _rest(problems[MAX_PROBLEMS:])


def _rest(left_out: list[Problem]) -> list[Problem]:
    """More than anybody would read at once is counted, not listed."""
    if not left_out:
        return []
    message = sentence("There are %(count)s more findings.", count=f"{len(left_out):,}")
    return [Problem(left_out[0].severity, "lint.more", message, hint=sentence("Mend the ones above and check again."))]
