"""How much of DMN: every case under a folder laid out as the official compatibility kit, asked of this engine.

A case passes when all its results are those expected. Whatever is in the folder, each case ends, right or wrong.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.kit.case import TooLong, Wrong, ask, within
from bench.kit.folder import TestFile, others, test_files
from workflows.decisions.reading import Model, read
from workflows.errors import DefinitionRefused

CASE_SECONDS = 10.0
LOAD_SECONDS = 30.0
LEVEL = "compliance-level-"


class Outcome(NamedTuple):
    """One case: `wrong` is None where it passes."""

    level: str
    folder: str
    case: str
    wrong: Wrong | None


def outcomes(root: Path) -> Iterator[Outcome]:
    """Every case under the folder."""
    folders = sorted({path.parent for path in root.rglob("*.xml")})
    for folder in folders:
        name = folder.relative_to(root).as_posix() if folder != root else folder.name
        level = next((part for part in folder.parts if part.startswith(LEVEL)), "other")
        for file in test_files(folder):
            for case, wrong in _file(folder, file):
                yield Outcome(level, name, case, wrong)


def _file(folder: Path, file: TestFile) -> Iterator[tuple[str, Wrong | None]]:
    if file.root is None:
        yield file.path.name, Wrong("a test file", file.error[:300])
        return
    model, why = _model(folder, file)
    for case in file.cases():
        label = case.get("id") or case.get("name") or "?"
        yield label, Wrong("a model", why) if model is None else ask(model, case, CASE_SECONDS)


def _model(folder: Path, file: TestFile) -> tuple[Model | None, str]:
    """The compiled model, or the reason why there is none."""
    if file.model is None:
        return None, "the model is not in the folder"
    try:
        with within(LOAD_SECONDS):
            return read(file.model.read_bytes(), others(folder, file.model)), ""
    except TooLong:
        return None, f"the model is not read in {LOAD_SECONDS:g} seconds"
    except DefinitionRefused as refused:
        return None, "; ".join(problem.message for problem in refused.problems)[:300]
    except (OSError, ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError) as error:
        return None, f"{type(error).__name__}: {error}"[:300]


def measure(root: Path) -> dict[str, Any]:
    """passed, all, by_level {level: {passed, all}}, failed [{folder, case, expected, actual}]."""
    every, passed, failed = Counter[str](), Counter[str](), []
    for level, folder, case, wrong in outcomes(root):
        every[level] += 1
        if wrong is None:
            passed[level] += 1
        else:
            failed.append({"folder": folder, "case": case, "expected": wrong.expected, "actual": wrong.actual})
    levels = {level: {"passed": passed[level], "all": every[level]} for level in sorted(every)}
    return {"passed": passed.total(), "all": every.total(), "by_level": levels, "failed": failed}


def main(argv: list[str]) -> int:
    """`PATH`; `--json`: one JSON object as the last line. 2 where there is no such folder."""
    options = argparse.ArgumentParser(prog="laneway bench tck", description=__doc__)
    options.add_argument("path", type=Path)
    options.add_argument("--json", action="store_true")
    given = options.parse_args(argv)
    if not given.path.is_dir():
        print(f"There is no folder {given.path}.", file=sys.stderr)
        return 2
    found = measure(given.path.resolve())
    for row in () if given.json else found["failed"]:
        print(f"{row['folder']} {row['case']}: {row['expected']}, but {row['actual']}")
    for level, counts in found["by_level"].items():
        print(f"{level}: {counts['passed']:,} of {counts['all']:,}")
    print(json.dumps(found, ensure_ascii=False) if given.json else f"{found['passed']:,} of {found['all']:,} cases")
    return 0
