"""What the process of `ready` does: fork; and its children: limit themselves, hear JSON over a line, answer in JSON.

Run as `python -m workflows.loader.inside LINE`. A child opens no file, no connection and no other process.
"""

import base64
import gc
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Mapping
from typing import NoReturn

from workflows import decisions, definition
from workflows.element import Process
from workflows.errors import DefinitionRefused, Problem
from workflows.lint import lint
from workflows.loader import report
from workflows.loader.canonical import Canonical, read
from workflows.loader.child import FileSummary, told
from workflows.loader.ready import BEGUN

IDLE_SECONDS = 60.0


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


def answer(order: bytes) -> bytes:
    """What the order came to, in JSON. From here on the process is limited."""
    limits, files = json.loads(order)
    limit(**limits)
    try:
        found = summaries({name: base64.b64decode(data) for name, data in files.items()})
        return json.dumps({"files": {name: told(summary) for name, summary in found.items()}}).encode()
    except MemoryError:
        return b'{"memory": true}'
    except Exception as broken:  # noqa: BLE001 (whatever it is, whoever waits is told)
        return json.dumps({"broke": f"{type(broken).__name__}: {broken}"[:200]}).encode()


def limit(memory_bytes: int, seconds: int, patience: int) -> None:
    """Whoever waits has stopped waiting when the alarm ends this process, which sleeping would keep otherwise."""
    signal.alarm(patience)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(orders: socket.socket) -> None:
    """Fork a child for each order, until the maker is gone or has been silent for long."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    gc.freeze()
    orders.settimeout(IDLE_SECONDS)
    while True:
        try:
            said, ends, _, _ = socket.recv_fds(orders, len(BEGUN), 1)
        except TimeoutError:
            return
        if not said:
            return
        with socket.socket(fileno=ends[0]) as line:
            if os.fork() == 0:
                orders.close()
                _child(line)


def _child(line: socket.socket) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        line.sendall(BEGUN)
        with line.makefile("rb") as order:
            line.sendall(answer(order.read()))
    finally:
        os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
