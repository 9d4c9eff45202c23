"""`laneway import`, `export`, `lint`: items as files, the other door to the same room as the editor."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.config import ROOT, Config
from app.db import reading, transaction
from app.errors import DefinitionError
from app.host import open_host
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.operations import asking_back, exporting, importing, offline, unpacking, uploads
from workflows.errors import Problem

TIERS = {
    "needs_value": "needs a value",
    "human_task": "human task",
    "rewritten": "rewritten",
    "kept": "kept",
    "ignored": "ignored",
}


def import_(argv: list[str]) -> int:
    """Import files or a folder; prints version, state and problems of each item."""
    parser = argparse.ArgumentParser(prog="laneway import", description="Import diagrams, forms, decisions and texts.")
    parser.add_argument(
        "paths", nargs="+", type=Path, help=".bpmn, .dmn, .form, .po, .zip, or a folder with bpmn/ and forms/"
    )
    parser.add_argument("--draft", action="store_true", help="keep it a draft even without problems")
    parser.add_argument("--process", help="which process is meant where a file holds several")
    parser.add_argument("--json", action="store_true", help="versions, problems and reports as one line of JSON")
    given = parser.parse_args(argv)
    with open_host().app_context(), transaction():
        try:
            rows = _import(given.paths, publish=not given.draft, process=given.process)
            _say_rows(rows, as_json=given.json)
            return 0 if all(row.state == "published" or given.draft for row in rows) else 1
        except DefinitionError as error:
            _say_problems(error.problems)
            return 1


def export(argv: list[str]) -> int:
    """Write published items back to bpmn/ and forms/ under a folder."""
    parser = argparse.ArgumentParser(prog="laneway export", description="Write the published items back as files.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT, help="where bpmn/ and forms/ lie or will lie")
    parser.add_argument("--item", help="only this item's key")
    given = parser.parse_args(argv)
    with open_host().app_context(), reading() as session:
        keys = [given.item] if given.item else list(session.scalars(select(Definition.key).order_by(Definition.key)))
        paths = exporting.export(keys, given.folder)
    sys.stdout.writelines(f"{path}\n" for path in paths)
    if given.item and not paths:
        sys.stderr.write(f"laneway export: no published item has the key {given.item}.\n")
    return 0 if paths or not given.item else 1


def lint(argv: list[str]) -> int:
    """Check the items under a folder without any database; 1 when there are errors or missing translations."""
    parser = argparse.ArgumentParser(prog="laneway lint", description="Check diagrams, forms, decisions and texts.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT, help="a folder with bpmn/ and forms/")
    parser.add_argument("--json", action="store_true", help="the findings as one line of JSON")
    given = parser.parse_args(argv)
    if not (given.folder / "bpmn").is_dir():
        parser.error(f"{given.folder} has no folder bpmn/, so there is nothing to check.")
    found = offline.problems(given.folder, _spoken() if given.folder == ROOT else ())
    if given.json:
        sys.stdout.write(
            json.dumps({key: [vars(p) for p in ps] for key, ps in found.items()}, ensure_ascii=False) + "\n"
        )
    else:
        for key, problems in found.items():
            _say_problems(problems, prefix=f"{key}: ")
            sys.stdout.write(f"{key}: {'in order' if not problems else f'{len(problems)} finding(s)'}\n")
    return 1 if any(p.severity == "error" for ps in found.values() for p in ps) else 0


def _spoken() -> list[str]:
    """The languages that our own items must speak: all of the house but that of their diagrams."""
    return [language for language in Config.from_env().languages if language != "en"]


def _import(paths: list[Path], *, publish: bool, process: str | None) -> list[DefinitionVersion]:
    """Our own layout (bpmn/ and forms/) by what changed; anything else is an upload of all the files there."""
    if len(paths) == 1 and (paths[0] / "bpmn").is_dir():
        return importing.import_folder(paths[0])
    files: dict[str, bytes] = {}
    for path in (path for given in paths for path in _files(given)):
        unpacking.place(files, path.name, path.read_bytes())
    importing.try_out(files)
    return importing.import_all(files, publish=publish, process=process)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.rglob("*") if p.is_file() and p.name.lower().endswith(uploads.ENDINGS))


def _say_rows(rows: list[DefinitionVersion], *, as_json: bool) -> None:
    if as_json:
        told = [
            {"key": row.definition.key, "version": row.number, "state": row.state, "problems": json.loads(row.problems),
             "report": json.loads(row.report)}
            for row in rows
        ]  # fmt: skip
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return
    for row in rows:
        sys.stdout.write(f"{row.definition.key} version {row.number}: {row.state}\n")
        _say_report(json.loads(row.report))
        _say_processes(asking_back.other_processes(row.definition.key, row.diagram))
        _say_problems([p for p in (Problem(**p) for p in json.loads(row.problems)) if p.severity != "info"])
    if not rows:
        sys.stdout.write("Nothing new.\n")


def _say_report(rows: list[dict[str, Any]]) -> None:
    """How many elements are in each tier, and a line for each that was not simply kept."""
    counts = Counter(row["tier"] for row in rows)
    words = ", ".join(f"{counts[tier]} {said}" for tier, said in TIERS.items() if counts[tier])
    sys.stdout.write(f"  {words}\n" if words else "")
    for tier, said in TIERS.items():
        for row in rows:
            if row["tier"] == tier and tier not in ("kept", "ignored"):
                place = f" (line {row['line']})" if row.get("line") else ""
                sys.stdout.write(f"  {said}: {row['name'] or row['element']}{place}: {row['what']}\n")


def _say_processes(others: list[tuple[str, str]]) -> None:
    """Which process is meant is asked; until it is answered the item is made of the likeliest."""
    if others:
        named = ", ".join(key if name == key else f"{key} ({name})" for key, name in others)
        sys.stdout.write(f"  Is another process of the file meant? It also holds {named}: say --process ID.\n")


def _say_problems(problems: list[Problem], prefix: str = "") -> None:
    for p in problems:
        where = " ".join(part for part in (p.element, f"line {p.line}" if p.line else "") if part)
        place = f"{where}: " if where else ""
        sys.stdout.write(f"{prefix}{p.severity}: {place}{p.message}" + (f" {p.hint}" if p.hint else "") + "\n")
