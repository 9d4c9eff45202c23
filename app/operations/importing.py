"""Files become definitions: bpmn/ and forms/ at start, `laneway import`, and uploads.

Two doors to one room: a changed file whose version is untouched in the database becomes the next version; where both
changed it becomes a draft with a notice.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select, text

from app.db import session
from app.errors import DefinitionError
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.group import Group
from app.operations import groups, journal, loose_files, publishing, uploads
from app.operations.bundle import Bundle, bundle, canonical_of, digest, is_diagram, rule_sets
from app.operations.permissions import LANEWAY, Actor, require
from app.operations.roles import OWNERS
from app.operations.unpacking import unpack
from workflows.decisions import with_imports
from workflows.errors import DefinitionRefused
from workflows.loader.child import load_limited


def bring(
    actor: Actor, files: Mapping[str, bytes], *, publish: bool = False, process: str | None = None
) -> list[DefinitionVersion]:
    """Somebody brings any number of diagrams with the files beside them; called ones come before their callers.

    `process`: which process is meant where a file holds several. Whoever brings the changed diagram alone keeps the
    forms, decisions and texts of the newest version. Raises Forbidden, DefinitionError (nothing can be made of them).
    """
    require(actor, *OWNERS)
    return import_all(files, actor=actor, publish=publish, process=process)


def import_files(files: Mapping[str, bytes], *, publish: bool = True) -> DefinitionVersion:
    """The house imports one item's files (or one .zip of them). Of several diagrams the answer is the one that calls
    the others, or the last by name. Raises DefinitionError.
    """
    return import_all(files, publish=publish)[-1]


def import_all(
    files: Mapping[str, bytes], *, actor: Actor = LANEWAY, publish: bool = True, process: str | None = None
) -> list[DefinitionVersion]:
    """Import as `bring` does, for whoever was asked already. Raises DefinitionError."""
    made = uploads.bundles(unpack(files), process)
    return [publishing.save(_with_known_parts(one), actor=actor, publish_it=publish) for one in made]


def _with_known_parts(made: Bundle) -> Bundle:
    newest = _newest(made.key)
    if newest is None:
        return _with_decisions_of_the_house(made)
    known = Bundle.of(made.key, newest)
    wanted = made.wanted_forms
    forms = {name: schema for name, schema in known.forms.items() if name in wanted}
    kept = replace(
        made,
        forms={**forms, **made.forms},
        decisions=made.decisions or (known.decisions if made.decided else {}),
        texts={**known.texts, **made.texts},
        rules={**{name: kept for name, kept in known.rules.items() if name in made.wanted_rules}, **made.rules},
    )
    return _with_decisions_of_the_house(kept)


def _with_decisions_of_the_house(made: Bundle) -> Bundle:
    missing = made.decided - {
        one for text in made.decisions.values() for one in loose_files.decisions_in(text.encode())
    }
    return replace(made, decisions={**loose_files.of_house(missing), **made.decisions}) if missing else made


def try_out(files: Mapping[str, bytes]) -> None:
    """Read a stranger's files in a process with limits first; to be called before the transaction is begun.

    What hangs or eats memory does so there. Raises DefinitionError.
    """
    plain = unpack(files)
    try:
        load_limited({n: data for n, data in plain.items() if n.endswith(".dmn") or is_diagram(n, data)})
    except DefinitionRefused as refused:
        raise DefinitionError(refused.problems) from refused


def import_folder(root: Path) -> list[DefinitionVersion]:
    """Import every diagram under root/bpmn with its forms under root/forms; only what changed makes a version."""
    _take_time()
    made = []
    origins: dict[str, str] = {}
    for one in _in_order(_diagrams(root)):
        files = files_of(root, one)
        origin = digest(files, *(origins.get(name, "") for name in _called(one)))
        origins[_key(one)] = origin
        if _seen(
            _key(one), origin
        ):  # asked first: most starts find nothing new, and making a bundle is most of the work
            continue
        row = _import_changed(bundle(files, origin=origin))
        if row is not None:
            made.append(row)
    return made


def _take_time() -> None:
    """Diagrams are read in a child process, with the transaction open: a busy machine needs more than the usual 6 s."""
    if session().get_bind().dialect.name == "postgresql":
        session().execute(text("SET LOCAL idle_in_transaction_session_timeout = '60s'"))


def _import_changed(made: Bundle) -> DefinitionVersion | None:
    if _seen(made.key, made.origin):
        return None
    newest = _newest(made.key)
    edited = newest is not None and newest.origin == ""
    _make_groups(made)
    row = publishing.save(made, publish_it=not edited)
    if edited:
        sentence = f"Files and editor both changed {made.key}: the files became draft version {row.number}."
        journal.write(0, LANEWAY.login, "definition.both_changed", sentence, key=made.key, number=row.number)
    return row


def _newest(key: str) -> DefinitionVersion | None:
    return session().scalar(
        select(DefinitionVersion)
        .join(Definition, DefinitionVersion.definition_id == Definition.id)
        .where(Definition.key == key)
        .order_by(DefinitionVersion.number.desc())
        .limit(1)
    )


def _seen(key: str, origin: str) -> bool:
    query = (
        select(DefinitionVersion.id)
        .join(Definition, DefinitionVersion.definition_id == Definition.id)
        .where(Definition.key == key, DefinitionVersion.origin == origin)
    )
    return session().scalar(query.limit(1)) is not None


def _make_groups(made: Bundle) -> None:
    """A fresh house has no groups: those that a shipped item names are made, empty; the linter then says so."""
    known = set(session().scalars(select(Group.key)))
    for key in sorted(group_keys(made) - known):
        session().add(Group(key=key, name=groups.readable(key)))
        journal.write(0, LANEWAY.login, "group.made", f"Made the group {key}, which {made.key} names.", group=key)
    session().flush()


def runs(key: str, diagram: bytes) -> set[str]:
    """The processes of a file that the item runs: its own and those that it calls."""
    return set(canonical_of(diagram, key).processes)


def group_keys(made: Bundle) -> set[str]:
    """Group keys that the diagram names literally."""
    looks = made.process.properties.get("check_group", "").strip()
    keys: set[str] = {looks} if looks else set()
    for element in made.process.elements.values():
        for said in (element.properties.get("group"), element.groups):
            if said and not said.startswith("="):
                keys.update(part.strip() for part in said.split(",") if part.strip())
        rule = element.properties.get("approver", "")
        if rule.startswith("group:"):
            keys.add(rule.removeprefix("group:").strip())
    for made_rules in made.rules.values():
        for one in made_rules["rules"]:
            if one["who"] == "group":
                keys.update(part.strip() for part in one.get("whom", "").split(",") if part.strip())
    return keys


def _diagrams(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted((root / "bpmn").glob("*.bpmn"))}


def _in_order(diagrams: dict[Path, bytes]) -> list[bytes]:
    """Called processes before their callers."""
    left = {_key(data): data for data in diagrams.values()}
    ordered: list[bytes] = []
    while left:
        ready = [key for key, data in left.items() if not (set(_called(data)) & set(left) - {key})]
        for key in ready or list(left):
            ordered.append(left.pop(key))
    return ordered


def files_of(root: Path, diagram: bytes) -> dict[str, bytes]:
    """The files that belong to a diagram: its forms, rules and texts, and the decisions its tasks and rules name."""
    folder = root / "forms" / _key(diagram)
    files = {
        path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.suffix in {".form", ".po", ".rules"}
    }
    wanted = _outline(diagram).decisions | asked_decisions(files)
    models = {path.name: path.read_bytes() for path in sorted((root / "bpmn").glob("*.dmn"))}
    asked = [name for name, data in models.items() if any(f'id="{one}"'.encode() in data for one in wanted)]
    return {**files, **with_imports(asked, models), f"{_key(diagram)}.bpmn": diagram}


def asked_decisions(files: Mapping[str, bytes]) -> set[str]:
    """Ids of decisions that rule sets among the files ask."""
    every = (one for made in rule_sets(files).values() for one in made["rules"])
    return {one.get("whom", "") for one in every if one["who"] == "decision"}


def _key(diagram: bytes) -> str:
    return _outline(diagram).key


def _called(diagram: bytes) -> tuple[str, ...]:
    return _outline(diagram).called


class _Outline(NamedTuple):
    """What is asked of a diagram before it is imported: its first process, and what that calls and decides by."""

    key: str
    called: tuple[str, ...]
    decisions: frozenset[str]


@lru_cache(maxsize=64)
def _outline(diagram: bytes) -> _Outline:
    """Read once, though many ask: of a few small files, reading is most of the work of a start."""
    key, process = next(iter(canonical_of(diagram).processes.items()))
    elements = process.elements.values()
    called = sorted({e.called_process for e in elements if e.called_process})
    return _Outline(key, tuple(called), frozenset(e.called_decision for e in elements if e.called_decision))
