"""A bundle: one diagram with its forms, decisions and texts, as files or as a stored version. Plain data, no writes."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from app.catalogue import texts as item_texts
from app.errors import DefinitionError
from app.models.definition_version import DefinitionVersion
from workflows import decisions as dmn
from workflows.element import Process
from workflows.errors import DefinitionRefused, Problem
from workflows.loader.canonical import Canonical, read


@dataclass(frozen=True)
class Bundle:
    """`forms`: {form id: schema}; `decisions`: {file name: DMN text}; `texts`: {language: {msgid: msgstr}}."""

    key: str
    diagram: bytes
    process: Process
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    report: list[dict[str, Any]] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    called_diagrams: dict[str, bytes] = field(default_factory=dict)
    origin: str = ""

    @property
    def properties(self) -> dict[str, str]:
        """The process's own properties; the title falls back to the process name."""
        return {"title": self.process.name, **self.process.properties}

    @property
    def called(self) -> list[str]:
        """Process ids that call activities name."""
        return sorted({e.called_process for e in self.process.elements.values() if e.called_process})

    @property
    def decided(self) -> set[str]:
        """Decision ids that business rule tasks name."""
        return {e.called_decision for e in self.process.elements.values() if e.called_decision}

    @classmethod
    def of(cls, key: str, row: DefinitionVersion) -> "Bundle":
        """The bundle of a stored version."""
        canonical = canonical_of(row.diagram, key)
        return cls(
            key=key,
            diagram=row.diagram,
            process=canonical.processes[key],
            forms=json.loads(row.forms),
            decisions=json.loads(row.decisions),
            texts=json.loads(row.texts),
            report=json.loads(row.report),
            problems=tuple(canonical.problems),
            origin=row.origin,
        )


def canonical_of(diagram: bytes, key: str | None = None) -> Canonical:
    """Read a diagram. Raises DefinitionError with the problems."""
    try:
        return read(diagram, process_id=key)
    except DefinitionRefused as refused:
        raise DefinitionError(refused.problems) from refused


def bundle(files: Mapping[str, bytes], *, origin: str = "") -> Bundle:
    """Make a bundle of files by their endings: one .bpmn, any .form, .dmn, .po. Raises DefinitionError."""
    diagrams = {name: data for name, data in files.items() if name.endswith(".bpmn")}
    if len(diagrams) != 1:
        raise DefinitionError([Problem("error", "files", "Give exactly one .bpmn file at a time.")])
    (diagram,) = diagrams.values()
    canonical = canonical_of(diagram)
    key = _only_process(canonical)
    made = Bundle(
        key=key,
        diagram=diagram,
        process=canonical.processes[key],
        forms=_forms(files),
        texts=_texts(files),
        report=[vars(row) for row in canonical.report],
        problems=tuple(canonical.problems),
        origin=origin,
    )
    return _with_decisions(made, files)


def digest(files: Mapping[str, bytes], *also: str) -> str:
    """One SHA-256 over the files' names and bytes, to see whether anything changed."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(PurePath(name).name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    for extra in also:
        total.update(extra.encode())
    return total.hexdigest()


def _only_process(canonical: Canonical) -> str:
    if len(canonical.processes) != 1:
        names = ", ".join(sorted(canonical.processes)) or "none"
        raise DefinitionError(
            [Problem("error", "processes", f"One executable process a file, please; found: {names}.")]
        )
    return next(iter(canonical.processes))


def _forms(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name in sorted(n for n in files if n.endswith(".form")):
        try:
            schema = json.loads(files[name])
        except ValueError as error:
            raise DefinitionError(
                [Problem("error", "form.json", f"{PurePath(name).name} is not JSON: {error}.")]
            ) from error
        found[PurePath(name).stem] = schema
    return found


def _texts(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    try:
        return item_texts.read({name: files[name] for name in sorted(files) if name.endswith(".po")})
    except item_texts.TextsRefused as refused:
        raise DefinitionError([Problem("error", "texts", str(refused))]) from refused


def _with_decisions(made: Bundle, files: Mapping[str, bytes]) -> Bundle:
    """Keep the decision files that the diagram asks for, and those that they import."""
    models = {name: files[name] for name in sorted(files) if name.endswith(".dmn")}
    asked = []
    for name, data in models.items():
        try:
            ids = set(dmn.load(data, models.values()))
        except DefinitionRefused as refused:
            raise DefinitionError(refused.problems) from refused
        if ids & made.decided:
            asked.append(name)
    kept = {PurePath(name).name: data.decode() for name, data in sorted(dmn.with_imports(asked, models).items())}
    return Bundle(**{**vars(made), "decisions": kept})
