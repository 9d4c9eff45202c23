"""`laneway bench conformance CORPUS`: writes docs/conformance.md from the benches, so that no figure in it is typed.

CORPUS is a folder with `dmn-tck/`, `bpmn/` and `camunda7/` (as LANEWAY_CORPUS); what it lacks is said to be missing.
"""

import argparse
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bench import corpus, tck
from bench.imports.reasons import told

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "conformance.md"
HEAD = """# Conformance

Made by `laneway bench conformance CORPUS`; do not edit. What is measured is said beside each figure, and what is not
covered is listed with its reason.
"""
RULES = """
What the figures mean is defined in `bench/corpus.py`. In short: *accepted* is a report that names every flow node;
*runs* reaches a wait or an end, after what needs a value was filled in the simplest way; *meaning kept* runs with
nothing filled in, no way preferred, and no step that the drawing binds to a program given to a person. Gateways that do
not say by what they choose, and steps that name no program at all, are left to a person. Steps that a program does in
their home, outside the engine (topics, job types) or inside it (classes, beans, work items), are jobs for a program of
the house here, and kept. *Without code* counts files with such inner code as lost; *strict* counts also those that
leave anything to a person, or had listeners. Files made to do harm are no figure here: the suite plays them all
([how](reliability.md)).
"""
PLAYED = """They play the 98 diagrams of the list (complete, fire, send) and assert what BPMN 2.0.2 and the name
of the test ask for; what stands in for their Java is in `tests/workflows/camunda7/stand_ins.py`. Not on the list: tests
that need Java beans or the engine's own API to say anything.
"""


def main(argv: list[str]) -> int:
    """2 where there is no such folder."""
    parser = argparse.ArgumentParser(prog="laneway bench conformance", description="Write docs/conformance.md.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--json", action="store_true", help="accepted like everywhere; the page is the answer")
    given = parser.parse_args(argv)
    if not given.corpus.is_dir():
        print(f"There is no folder {given.corpus}.", file=sys.stderr)
        return 2
    PAGE.write_text(page(given.corpus.resolve()), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
    return 0


def page(root: Path) -> str:
    """The whole page."""
    return "\n".join([HEAD, _decisions(root / "dmn-tck"), _engine(root), _files(root / "bpmn")])


def _decisions(folder: Path) -> str:
    title = "## FEEL and DMN: the official compatibility kit\n"
    if not folder.is_dir():
        return f"{title}\nThe folder dmn-tck is not there: not measured.\n"
    found = tck.measure(folder)
    rows = [f"| {level} | {c['passed']:,} | {c['all']:,} |" for level, c in found["by_level"].items()]
    failed = [f"- `{f['folder']}` {f['case']}: {_short(f['actual'])}" for f in found["failed"]]
    left = "\n".join(failed) if failed else "Nothing is left out."
    table = "\n".join(["| level | passed | of |", "|---|---|---|", *rows])
    passed = f"{found['passed']:,} of {found['all']:,} cases pass."
    return f"{title}\n{passed}\n\n{table}\n\nWhat is left, with what came:\n\n{left}\n"


def _engine(root: Path) -> str:
    """Camunda 7's engine tests are a suite of ours: it is run, and its own count is told."""
    title = "## BPMN: Camunda 7's engine tests, replayed\n"
    if not (root / "camunda7").is_dir():
        return f"{title}\nThe folder camunda7 is not there: not measured.\n"
    command = [sys.executable, "-m", "pytest", "-q", "tests/workflows/test_engine_camunda7.py"]
    environment = {**os.environ, "LANEWAY_CORPUS": str(root)}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error|skipped)", run.stdout)}
    failed = re.findall(r"^FAILED \S+::\S+\[(\S+)\]", run.stdout, re.MULTILINE)
    said = f"{counts.get('passed', 0)} checks pass, {counts.get('failed', 0) + counts.get('error', 0)} fail."
    left = "\n".join(f"- {name}" for name in failed) or "None of the list is left out."
    return f"{title}\n{said} {PLAYED}\n{left}\n"


def _files(folder: Path) -> str:
    title = "## Other people's files\n"
    if not folder.is_dir():
        return f"{title}\nThe folder bpmn is not there: not measured.\n"
    total, found = corpus.measure(folder)
    names = ("files", "crashes", "hangs", *corpus.FIGURES, "meaning_kept_strict")
    head = "| dialect | " + " | ".join(name.replace("_", " ") for name in names) + " |"
    rows = [_row(kind, counts, names) for kind, counts in total["by_dialect"].items()]
    table = "\n".join([head, "|---" * (len(names) + 1) + "|", *rows, _row("all", total, names)])
    return f"{title}\n{table}\n{RULES}\n### What is not kept, and why\n\n{_reasons([answer for _, answer in found])}\n"


def _row(kind: str, counts: dict[str, Any], names: tuple[str, ...]) -> str:
    return f"| {kind} | " + " | ".join(f"{counts[name]:,}" for name in names) + " |"


def _reasons(answers: list[dict[str, Any]]) -> str:
    """How many files each reason keeps from running or from their meaning."""
    seen: Counter[str] = Counter()
    for answer in answers:
        if not answer.get("meaning_kept"):
            seen.update({told(why) for why in answer.get("why", ())})
    ordered = sorted(seen.items(), key=lambda one: (-one[1], one[0]))
    rows = [f"| {count} | {reason} |" for reason, count in ordered]
    return "\n".join(["| files | reason |", "|---|---|", *rows])


def _short(actual: object) -> str:
    return str(actual).replace("\n", " ").replace("|", "\\|")[:160]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
