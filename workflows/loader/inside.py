"""What the child process of `child` does: limit itself, read JSON from standard input, write JSON to standard output.

Run as `python -m workflows.loader.inside MEMORY_BYTES SECONDS`. It opens no file, no connection and no other process.
"""

import base64
import json
import resource
import sys
from collections.abc import Mapping

from workflows import decisions, definition
from workflows.element import Process
from workflows.errors import DefinitionRefused, Problem
from workflows.lint import lint
from workflows.loader import report
from workflows.loader.canonical import Canonical, read
from workflows.loader.child import TOO_MUCH_MEMORY, FileSummary, told


def summaries(files: Mapping[str, bytes]) -> dict[str, FileSummary]:
    """Each file read on its own, then compiled with the others that it calls."""
    found: dict[str, FileSummary] = {}
    diagrams: dict[str, Canonical] = {}
    models = tuple(data for name, data in files.items() if name.lower().endswith(".dmn"))
    for name, data in files.items():
        try:
            if name.lower().endswith(".dmn"):
                found[name] = FileSummary(decisions=tuple(decisions.load(data, models)))
            else:
                diagrams[name] = read(data)
        except DefinitionRefused as refused:
            found[name] = FileSummary(problems=tuple(refused.problems))
    tables = tuple(files[name] for name, summary in found.items() if not summary.problems)
    for name, canonical in diagrams.items():
        found[name] = _diagram(name, canonical, files, diagrams, tables)
    return {name: found[name] for name in files}


def _diagram(
    name: str,
    canonical: Canonical,
    files: Mapping[str, bytes],
    diagrams: Mapping[str, Canonical],
    tables: tuple[bytes, ...],
) -> FileSummary:
    problems = [*canonical.problems, *lint(canonical.processes)]
    if not any(problem.severity == "error" for problem in problems):
        called = {key: files[other] for other, c in diagrams.items() if other != name for key in c.processes}
        if _calls(canonical.processes) <= {*called, *canonical.processes}:
            problems += _compile(files[name], called, tables)
    rows = report.whole(canonical.report, problems)
    return FileSummary(tuple(canonical.processes), (), rows, tuple(problems))


def _compile(diagram: bytes, called: Mapping[str, bytes], tables: tuple[bytes, ...]) -> list[Problem]:
    try:
        definition.load(definition.Source(diagram, called=called, decisions=tables))
    except DefinitionRefused as refused:
        return refused.problems
    return []


def _calls(processes: Mapping[str, Process]) -> set[str]:
    elements = (element for process in processes.values() for element in process.elements.values())
    return {element.called_process for element in elements if element.called_process}


def main(memory_bytes: int, seconds: int) -> int:
    """Answer one order. Answers the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        order = json.load(sys.stdin.buffer)
        found = summaries({name: base64.b64decode(data) for name, data in order.items()})
    except MemoryError:
        return TOO_MUCH_MEMORY
    sys.stdout.write(json.dumps({name: told(summary) for name, summary in found.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
