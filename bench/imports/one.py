"""One file from its bytes to its first wait: what the report says of it, and whether it runs.

The figures are defined in `bench/corpus.py`. Raises nothing but what the measurement is to count as a crash.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bench.imports.plausible import order
from bench.imports.stubs import stub
from workflows import decisions as dmn
from workflows.commands import Start
from workflows.definition import assembled
from workflows.element import Process
from workflows.engine import run
from workflows.errors import DefinitionRefused, EngineError, NotWaiting, Problem, StepFailed
from workflows.jobs import CONNECTORS
from workflows.lint import Known, lint
from workflows.loader import report
from workflows.loader.canonical import Canonical, read
from workflows.loader.meant import main_process
from workflows.loader.vocabulary import GATEWAYS, NODES, bpmn
from workflows.loader.xml import parse
from workflows.translation.code import BY_CODE
from workflows.translation.listeners import BESIDE
from workflows.translation.services import UNBOUND

_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
_TRIES = 6
#: Errors that keep a version from being published, but change nothing in how the process runs.
HARMLESS = re.compile(
    r"(end\.outcome|item\.title|group\.unknown|task\.nobody|form\..*|process\.not_executable|drawing\.number|lane\..*|"
    r"unsupported\.data_store|size\.nodes|id\.invalid|label\.long|node\.unreachable|due\.unreadable|number\.unreadable|"
    r"message\.no_key|flow\.dangling|start\.none|connector\.unknown|unsupported\.extension)"
)
#: Of these, the ones by which something the diagram says is lost all the same.
LOSES = frozenset({"unsupported.extension", "mapping.unread", "due.unreadable", "flow.dangling"})


@dataclass
class Found:
    """What came of one file; `why`: what kept it from running or from keeping its meaning."""

    dialect: str = "plain"
    accepted: bool = False
    publishable: bool = False
    runs: bool = False
    meaning_kept: bool = False
    meaning_kept_without_code: bool = False
    complete: bool = False
    why: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Beside:
    """What lies in the same folder: decisions, the processes of other diagrams, names of forms."""

    decisions: Mapping[str, Any]
    processes: Mapping[str, Process]
    forms: frozenset[str]


def examine(data: bytes, beside: Beside) -> Found:
    """Read, report and run one file."""
    found = Found(dialect=dialect(data))
    try:
        key = main_process(data)
        canonical = read(data, key)
    except DefinitionRefused as refused:
        found.why.append(f"refused: {refused.problems[0].code}")
        return found
    processes = {**beside.processes, **canonical.processes}
    problems = [*canonical.problems, *_lint(canonical, processes, beside)]
    rows = report.whole(canonical.report, problems)
    found.accepted = _nodes(data) <= {row.element for row in rows}
    if not found.accepted:
        found.why.append("the report leaves out a flow node")
    found.publishable = not any(problem.severity == "error" for problem in problems)
    _run(found, canonical, key, processes, problems, beside)
    return found


def _lint(canonical: Canonical, processes: Mapping[str, Process], beside: Beside) -> list[Problem]:
    forms = {k: {**dict.fromkeys(beside.forms), **canonical.forms.get(k, {})} for k in canonical.processes}
    known = Known(
        forms=forms, connectors=CONNECTORS, processes=frozenset(processes), decisions=frozenset(beside.decisions)
    )
    return lint(canonical.processes, known)


def _run(
    found: Found,
    canonical: Canonical,
    key: str,
    processes: dict[str, Process],
    problems: list[Problem],
    beside: Beside,
) -> None:
    """Fill what has to be filled, then start; fill again what the start stumbles over, at most a few times."""
    people = [row for row in canonical.report if row.tier == "human_task"]
    filled = {row.element or "" for row in people if not _asked(row, canonical)}
    found.why += [f"a person does {name}" for name in sorted(filled)]
    code = [row for row in canonical.report if row.tier == "rewritten" and row.what.startswith(BY_CODE)]
    beside_steps = [row for row in canonical.report if row.what.startswith(BESIDE)]
    hard = [p for p in problems if p.severity == "error" and not HARMLESS.fullmatch(p.code)]
    lost = [p.code for p in problems if p.severity == "error" and p.code in LOSES]
    found.why += [f"lost: {code}" for code in lost]
    for _ in range(_TRIES):
        if hard:
            processes, now = stub(processes, hard)
            found.why += [f"filled: {p.code} at {p.element}" for p in hard]
            filled |= now
        hard = _started(processes, key, beside)
        if not hard:
            found.runs = True
            found.meaning_kept = not filled and not lost
            found.meaning_kept_without_code = found.meaning_kept and not code
            found.complete = found.meaning_kept_without_code and not people and not beside_steps
            return
        if not any(problem.element for problem in hard):
            break
    found.why += [f"does not run: {problem.code}: {problem.message[:160]}" for problem in hard]


def _asked(row: report.ReportRow, canonical: Canonical) -> bool:
    """A gap of the drawing that a person closes: a gateway that does not say by what it chooses, a step that does not
    say what does it. Nothing that the drawing says is replaced, and no way is preferred."""
    if row.what.startswith(UNBOUND):
        return True
    for process in canonical.processes.values():
        for element in process.elements.values():
            if row.element in (element.id, element.extra.get("original_id")):
                return element.type in GATEWAYS
    return False


def _started(processes: Mapping[str, Process], key: str, beside: Beside) -> list[Problem]:
    """What keeps the process from reaching a wait or an end; nothing when it gets there."""
    reached = _called(processes, key)
    wanted = {name: process for name, process in processes.items() if name in reached}
    try:
        definition = assembled(wanted, key, {}, beside.decisions)
    except DefinitionRefused as refused:
        return refused.problems
    starts: list[str | None] = [None, *definition.process.starts]
    for number, start in enumerate(starts):
        try:
            step = run(definition, None, None, Start(at=_AT, data=order(wanted), start=start))
        except NotWaiting:
            if number + 1 < len(starts):
                continue
            return [Problem("error", "run.start", "No start event can be started.")]
        except StepFailed as failed:
            return [Problem("error", f"run.{failed.kind}", str(failed), failed.element)]
        except EngineError as error:
            return [Problem("error", "run.engine", str(error))]
        if step.ended or step.tasks or step.calls or step.timers or step.messages or step.signals or step.choices:
            return []
        return [Problem("error", "run.stuck", "It waits for nothing and has not ended.")]
    return []


def _called(processes: Mapping[str, Process], key: str) -> set[str]:
    """The process and all that it calls, however deep."""
    found, waiting = {key}, [key]
    while waiting:
        for element in processes[waiting.pop()].elements.values():
            if element.called_process in processes and element.called_process not in found:
                found.add(element.called_process or "")
                waiting.append(element.called_process or "")
    return found


def _nodes(data: bytes) -> set[str]:
    """The ids of all flow nodes of the file, whatever process they belong to; those without one cannot be asked for."""
    root = parse(data)
    processes = root.iterchildren(bpmn("process"))
    return {key for process in processes for node in process.iter(*map(bpmn, NODES)) if (key := node.get("id"))}


def dialect(data: bytes) -> str:
    """The engine whose words the file speaks, by the namespaces it uses beyond declaring them."""
    for name, mark in _MARKS:
        if re.search(mark, data):
            return name
    return "plain"


_MARKS = (
    ("spiff", rb"<spiffworkflow:"),
    ("zeebe", rb"<zeebe:|Camunda Cloud"),
    ("flowable", rb"flowable\.org/bpmn"),
    ("activiti", rb"activiti\.org/bpmn"),
    ("camunda", rb"camunda\.org/schema/1\.0/bpmn|operaton\.org|camunda\.com/fox"),
    ("jbpm", rb"jboss\.org/drools"),
    ("signavio", rb"signavio"),
)


def siblings(files: Mapping[str, bytes]) -> Beside:
    """What a folder's other files give; what cannot be read gives nothing."""
    decisions: dict[str, Any] = {}
    processes: dict[str, Process] = {}
    for name, data in files.items():
        try:
            if name.endswith(".dmn"):
                decisions |= dmn.load(data)
            elif not name.endswith(".form"):
                processes |= read(data).processes
        except DefinitionRefused:
            continue
    return Beside(decisions, processes, frozenset(n.removesuffix(".form") for n in files if n.endswith(".form")))
