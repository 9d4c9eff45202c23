"""A definition: one diagram with everything it calls, compiled once and never changed, shared between threads.

`load` parses and compiles everything that running will need; running a definition parses nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from workflows import decisions as dmn
from workflows.element import Element, Process, Store
from workflows.elements.root import Root
from workflows.errors import DefinitionRefused, Problem
from workflows.layout import Layout
from workflows.loader.canonical import read
from workflows.specs import build

Forms = Mapping[str, Mapping[str, dict[str, Any]]]
Drawn = Mapping[str, Mapping[str, Process]]


@dataclass(frozen=True)
class Source:
    """What a definition is made of. `called`: process id -> the diagram that holds it, pinned; `decisions`: DMN files;
    `forms`: process id -> form id -> schema."""

    diagram: bytes
    process_id: str | None = None
    called: Mapping[str, bytes] = field(default_factory=dict)
    decisions: tuple[bytes, ...] = ()
    forms: Forms = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Definition:
    """A runnable definition. `elements` are those of the main process, sub-processes included; `roots` holds the
    compiled processes for the engine alone; `conditions`: those on variables that some event waits for; `stores`: the
    data stores that are read or written, by key."""

    key: str
    processes: Mapping[str, Process]
    forms: Forms
    decisions: Mapping[str, Any]
    layout: Layout
    nodes: tuple[Any, ...] = field(repr=False)
    roots: Mapping[str, Root] = field(repr=False)
    conditions: tuple[Any, ...] = ()
    stores: Mapping[str, Store] = field(default_factory=dict)

    @property
    def process(self) -> Process:
        """The main process."""
        return self.processes[self.key]

    @property
    def elements(self) -> Mapping[str, Element]:
        """The nodes of the main process and its sub-processes, by id."""
        return self.process.elements

    @property
    def root(self) -> Root:
        """The compiled main process."""
        return self.roots[self.key]

    @property
    def start_form(self) -> str | None:
        """The form of the first start event that has one."""
        starts = (self.elements[key] for key in self.process.starts)
        return next((element.form for element in starts if element.form), None)


def load(source: Source, drawn: Drawn | None = None) -> Definition:
    """Read, check and compile. Raises DefinitionRefused with everything that keeps the diagram from running.

    `drawn`: what `diagrams` once gave for this source, whose diagrams are then not read again.
    """
    problems: list[Problem] = []
    own, *called = (diagrams(source, problems) if drawn is None else drawn).items()
    processes = dict(own[1])
    key = source.process_id or next(iter(processes))
    forms = dict(source.forms) | {name: source.forms.get(name, source.forms.get(key, {})) for name in processes}
    for name, more in called:
        processes |= {found: process for found, process in more.items() if found not in processes}
        forms |= {found: source.forms.get(found, source.forms.get(name, {})) for found in more}
    return assembled(processes, key, forms, _decisions(source.decisions, problems), problems)


def diagrams(source: Source, problems: list[Problem]) -> dict[str, Mapping[str, Process]]:
    """The processes of each diagram of a source as plain data, its own first. Tells `problems` what keeps them from
    running."""
    found: dict[str, Mapping[str, Process]] = {}
    for name, diagram in {"": source.diagram, **source.called}.items():
        canonical = read(diagram, name or source.process_id)
        problems += [problem for problem in canonical.problems if problem.severity == "error"]
        found[name] = canonical.processes
    return found


def assembled(
    processes: Mapping[str, Process],
    key: str,
    forms: Forms,
    decisions: Mapping[str, Any],
    problems: Iterable[Problem] = (),
) -> Definition:
    """Compile processes that have been read. Raises DefinitionRefused with `problems` and what compiling adds."""
    layout = Layout(processes, key)
    roots, nodes, more = build(processes, layout)
    if problems := [*problems, *more]:
        raise DefinitionRefused(problems)
    conditions = tuple(s.condition for node in nodes if node is not None for s in node.subscriptions if s.condition)
    return Definition(
        key,
        MappingProxyType(dict(processes)),
        forms,
        MappingProxyType(dict(decisions)),
        layout,
        nodes,
        MappingProxyType(roots),
        conditions,
        MappingProxyType(_stores(processes.values())),
    )


def _stores(processes: Iterable[Process]) -> dict[str, Store]:
    """Those that some mapping reads or writes; one that is only drawn costs nothing."""
    elements = [element for process in processes for element in process.elements.values()]
    mappings = [mapping for element in elements for mapping in (*element.inputs, *element.outputs)]
    used = {key for mapping in mappings for key in (mapping.writes, *(key for _, key in mapping.reads))}
    return {key: store for process in processes for key, store in process.stores.items() if key in used}


_compiled = lru_cache(maxsize=50)(dmn.load)  # the versions of an item mostly share their files


def _decisions(files: tuple[bytes, ...], problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for file in files:
        try:
            found |= _compiled(file, files)
        except DefinitionRefused as refused:
            problems += refused.problems
    return found
