"""`laneway import`, `export`, `lint`: items as files, the other door to the same room as the editor."""

import argparse
import json
import sys
from pathlib import Path

from sqlalchemy import select

from app.config import ROOT, Config
from app.db import reading, transaction
from app.errors import DefinitionError
from app.factory import create_app
from app.models.definition import Definition
from app.operations import exporting, importing, offline
from workflows.errors import Problem


def import_(argv: list[str]) -> int:
    """Import files or a folder; prints version, state and problems of each item."""
    parser = argparse.ArgumentParser(prog="laneway import", description="Import diagrams, forms, decisions and texts.")
    parser.add_argument(
        "paths", nargs="+", type=Path, help=".bpmn, .dmn, .form, .po, .zip, or a folder with bpmn/ and forms/"
    )
    parser.add_argument("--draft", action="store_true", help="keep it a draft even without problems")
    given = parser.parse_args(argv)
    with create_app().app_context(), transaction():
        try:
            return _import(given.paths, publish=not given.draft)
        except DefinitionError as error:
            _say_problems(error.problems)
            return 1


def export(argv: list[str]) -> int:
    """Write published items back to bpmn/ and forms/ under a folder."""
    parser = argparse.ArgumentParser(prog="laneway export", description="Write the published items back as files.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT, help="where bpmn/ and forms/ lie or will lie")
    parser.add_argument("--item", help="only this item's key")
    given = parser.parse_args(argv)
    with create_app().app_context(), reading() as session:
        keys = [given.item] if given.item else list(session.scalars(select(Definition.key).order_by(Definition.key)))
        for path in exporting.export(keys, given.folder):
            sys.stdout.write(f"{path}\n")
    return 0


def lint(argv: list[str]) -> int:
    """Check the items under a folder without any database; 1 when there are errors or missing translations."""
    parser = argparse.ArgumentParser(prog="laneway lint", description="Check diagrams, forms, decisions and texts.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT, help="a folder with bpmn/ and forms/")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
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


def _import(paths: list[Path], *, publish: bool) -> int:
    if len(paths) == 1 and paths[0].is_dir():
        rows = importing.import_folder(paths[0])
    else:
        rows = [importing.import_files({p.name: p.read_bytes() for p in paths}, publish=publish)]
    for row in rows:
        sys.stdout.write(f"{row.definition.key} version {row.number}: {row.state}\n")
        _say_problems([Problem(**p) for p in json.loads(row.problems)])
    if not rows:
        sys.stdout.write("Nothing new.\n")
    return 0 if all(row.state == "published" or not publish for row in rows) else 1


def _say_problems(problems: list[Problem], prefix: str = "") -> None:
    for p in problems:
        where = " ".join(part for part in (p.element, f"line {p.line}" if p.line else "") if part)
        sys.stdout.write(f"{prefix}{p.severity}: {where}: {p.message}" + (f" {p.hint}" if p.hint else "") + "\n")
