"""A bundle: one diagram with its forms, decisions and texts, as files or as a stored version. Plain data, no writes."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from app.catalogue import foreign_forms, rules
from app.catalogue import texts as item_texts
from app.errors import DefinitionError
from app.models.definition_version import DefinitionVersion
from app.operations import findings, json_files
from workflows import decisions as dmn
from workflows.element import Process
from workflows.errors import DefinitionRefused, Problem
from workflows.loader.canonical import Canonical, read
from workflows.loader.meant import main_process
from workflows.sentences import of, sentence
from workflows.translation import templates

BPMN = b"omg.org/spec/BPMN/20100524/MODEL"


@dataclass(frozen=True)
class Bundle:
    """`forms`: {form id: schema}; `decisions`: {file name: DMN text}; `texts`: {language: {msgid: msgstr}};
    `rules`: {name: rule set}.

    `inner`: processes of the same file that this one calls, by id; they see the same forms.
    """

    key: str
    diagram: bytes
    process: Process
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    report: list[dict[str, Any]] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    called_diagrams: dict[str, bytes] = field(default_factory=dict)
    inner: dict[str, Process] = field(default_factory=dict)
    origin: str = ""

    @property
    def properties(self) -> dict[str, str]:
        """The process's own properties; the title falls back to the process name."""
        return {"title": self.process.name, **self.process.properties}

    @property
    def called(self) -> list[str]:
        """Process ids that call activities name and the file itself does not hold."""
        wanted = {e.called_process for process in self.processes.values() for e in process.elements.values()}
        return sorted(key for key in wanted if key and key not in self.processes)

    @property
    def processes(self) -> dict[str, Process]:
        """The process itself first, then those of its file that it calls."""
        return {self.key: self.process, **self.inner}

    @property
    def wanted_forms(self) -> set[str]:
        """Form ids that start events and tasks name."""
        return {e.form for process in self.processes.values() for e in process.elements.values() if e.form}

    @property
    def wanted_rules(self) -> set[str]:
        """Rule sets that tasks name."""
        elements = (e for process in self.processes.values() for e in process.elements.values())
        return {name for e in elements if (name := e.properties.get("rules", ""))}

    @property
    def decided(self) -> set[str]:
        """Decision ids that business rule tasks and rules of approvals name."""
        found = (e.called_decision for process in self.processes.values() for e in process.elements.values())
        asked = (one for made in self.rules.values() for one in made["rules"] if one["who"] == "decision")
        return {decision for decision in found if decision} | {one.get("whom", "") for one in asked}

    @classmethod
    def of(cls, key: str, row: DefinitionVersion) -> "Bundle":
        """The bundle of a stored version."""
        canonical = canonical_of(row.diagram, key)
        return cls(
            key=key,
            diagram=row.diagram,
            process=canonical.processes[key],
            inner=inner_of(canonical, key),
            forms=json.loads(row.forms),
            decisions=json.loads(row.decisions),
            texts=json.loads(row.texts),
            rules=json.loads(row.rules),
            report=report_of(canonical, row.diagram, row),
            problems=tuple(canonical.problems),
            origin=row.origin,
        )


def canonical_of(diagram: bytes, key: str | None = None) -> Canonical:
    """Read a diagram. Raises DefinitionError with the problems."""
    try:
        return _read(diagram, key)
    except DefinitionRefused as refused:
        raise DefinitionError(refused.problems) from refused


#: The studio's pages read the one diagram again and again that somebody works on.
_read = lru_cache(maxsize=8)(read)


def report_of(canonical: Canonical, diagram: bytes, beside: DefinitionVersion | None) -> list[dict[str, Any]]:
    """What reading said of each element, with what the version beside knows of the templates it was drawn with."""
    before = findings.remembered(beside) if beside else []
    return [dict(vars(row)) for row in (*canonical.report, *templates.carried(diagram, before))]


def inner_of(canonical: Canonical, key: str) -> dict[str, Process]:
    """The processes of the file beside the one meant."""
    return {name: process for name, process in canonical.processes.items() if name != key}


def made_forms(canonical: Canonical) -> dict[str, dict[str, Any]]:
    """Forms that the diagram itself describes, by id."""
    return {name: dict(schema) for forms in canonical.forms.values() for name, schema in forms.items()}


def bundle(files: Mapping[str, bytes], *, origin: str = "", process: str | None = None) -> Bundle:
    """Make a bundle of one diagram and the forms, decisions and texts beside it. Raises DefinitionError.

    `process`: the process that is meant; else the one with most for people to do (workflows/loader/meant.py).
    """
    drawn = [name for name in files if is_diagram(name, files[name])]
    if len(drawn) != 1:
        raise DefinitionError([Problem("error", "files", sentence("Give exactly one .bpmn file at a time."))])
    diagram = files[drawn[0]]
    key = process or _meant(diagram)
    canonical = canonical_of(diagram, key)
    key = key or next(iter(canonical.processes))
    made = Bundle(
        key=key,
        diagram=diagram,
        process=canonical.processes[key],
        inner=inner_of(canonical, key),
        forms=made_forms(canonical),
        texts=_texts(files),
        rules=rule_sets(files),
        report=[vars(row) for row in (*canonical.report, *templates.rows(diagram, _templates(files)))],
        problems=tuple(canonical.problems),
        origin=origin,
    )
    made = replace(made, forms={**made.forms, **forms_of(files, made.wanted_forms)})
    return _with_decisions(made, files)


def is_diagram(name: str, data: bytes) -> bool:
    """Whether a file is BPMN by its ending; an .xml file must say so in its first lines."""
    lower = name.lower()
    return lower.endswith((".bpmn", ".bpmn2", ".bpmn20.xml")) or (lower.endswith(".xml") and BPMN in data[:8_000])


def _meant(diagram: bytes) -> str | None:
    try:
        return main_process(diagram)
    except DefinitionRefused as refused:
        raise DefinitionError(refused.problems) from refused


def digest(files: Mapping[str, bytes], *also: str) -> str:
    """One SHA-256 over the files' names and bytes, to see whether anything changed."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(PurePath(name).name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    for extra in also:
        total.update(extra.encode())
    return total.hexdigest()


def forms_of(files: Mapping[str, bytes], wanted: set[str]) -> dict[str, dict[str, Any]]:
    """By the id that the diagram asks for: that of the schema where it is asked for, else the file's name."""
    found: dict[str, dict[str, Any]] = {}
    for name in sorted(files):
        if not name.endswith((".form", ".json")) or (name.endswith(".json") and templates.read(files[name])):
            continue
        schema = json_files.read(name, files[name])
        made = foreign_forms.form_js(schema, _stem(name)) if isinstance(schema, dict) else schema
        if made is None:
            continue
        if isinstance(made, dict):
            json_files.check_form(name, made)
        inner = made.get("id") if isinstance(made, dict) else None
        found[str(inner) if inner in wanted else _stem(name)] = made
    return found


def _templates(files: Mapping[str, bytes]) -> list[templates.Template]:
    """All element templates among the files."""
    return [one for name in sorted(files) if name.endswith(".json") for one in templates.read(files[name])]


def _stem(name: str) -> str:
    """The file's name without its ending."""
    return PurePath(name).stem


def rule_sets(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """The rule sets among files, by their names without the ending. Raises DefinitionError."""
    found: dict[str, dict[str, Any]] = {}
    for name in sorted(files):
        if name.endswith(".rules"):
            raw = json_files.read(name, files[name])
            try:
                found[_stem(name)] = rules.written(rules.read(raw))
            except rules.RulesRefused as refused:
                said = sentence("%(name)s: %(said)s", name=PurePath(name).name, said=of(refused))
                raise DefinitionError([Problem("error", "rules", said)]) from refused
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
