"""docs/performance.md, from runs that were kept: what every page costs, and how that grows with the house.

`laneway bench performance FOLDER` reads the last lines of `bench pages --json` that stand there as
DATABASE-REQUESTS.json, and those of `bench NAME --json` as NAME.json, for http and the sections of bench/sections.py.
It measures nothing itself: run it on the machine that measured.
"""

import argparse
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from app.config import ROOT
from bench import sections

OUT = ROOT / "docs" / "performance.md"
GOAL_MS = 50.0
#: The lists, whose cost must not grow with what is in the house.
LISTS = ("/inbox", "/requests", "/insights/requests", "/desk", "/mailbox", "/journal", "/insights")
RATIOS = ("start_to_floor", "complete_to_floor", "start_to_http_floor", "complete_to_http_floor")
LIBRARIES = ("Flask", "SQLAlchemy", "SpiffWorkflow", "psycopg")


@dataclass(frozen=True)
class Run:
    """One `bench pages`: {route: figures}, on a house with so many requests."""

    database: str
    requests: int
    at: datetime
    routes: dict[str, dict[str, Any]]

    @property
    def name(self) -> str:
        """SQLite, 10,000."""
        return f"{'SQLite' if self.database == 'sqlite' else 'PostgreSQL'}, {self.requests:,}"


def runs(folder: Path) -> list[Run]:
    """Every kept run of `bench pages`, small houses first."""
    found = [_run(path) for path in folder.glob("*-*.json")]
    return sorted(found, key=lambda one: (one.database != "sqlite", one.requests))


def _run(path: Path) -> Run:
    database, requests = path.stem.split("-")
    return Run(database, int(requests), _when(path), _last(path))


def written(
    kept: list[Run], http: dict[str, dict[str, float]], load: float, more: Mapping[str, Any] | None = None
) -> str:
    """The page as Markdown. `load`: how many wanted a processor while it was written; `more`: other runs, by name."""
    parts = (_head(kept, load), _http(http), *sections.of(more or {}), _pages(kept), _curves(kept))
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines) + "\n"


def _head(kept: list[Run], load: float) -> Iterator[str]:
    cores, days = os.cpu_count() or 1, sorted({one.at.date().isoformat() for one in kept})
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield "# What it costs"
    yield ""
    yield "Written by `laneway bench performance` from kept runs of the benches named below."
    yield ""
    yield f"- Machine: {cores} cores, {platform.machine()}, {platform.system()}; runs of {', '.join(days)}."
    yield f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}."
    if load > cores:
        yield f"- **The machine was busy** ({load:.0f} wanted its {cores} cores): times by the clock say little here,"
        yield "  and processor times are above those of a quiet machine, for caches are shared. Statements are exact."


def _pages(kept: list[Run]) -> Iterator[str]:
    yield "## Every page"
    yield ""
    yield "`bench pages`. Each route's slowest visit of all its readers and filters: milliseconds of processor (the"
    yield f"middle one), then statements. The aim is {GOAL_MS:.0f} ms; **bold** is above it. kB is the page as gzip"
    yield "sends it."
    yield ""
    yield from sections.table(["page", *(one.name for one in kept), "kB"], _page_rows(kept))


def _page_rows(kept: list[Run]) -> Iterator[list[str]]:
    routes = sorted({rule for one in kept for rule, row in one.routes.items() if row["page"]})
    for rule in routes:
        weight = max(one.routes[rule]["kb"] for one in kept if rule in one.routes)
        yield [f"`{rule}`", *(_cost(one.routes.get(rule)) for one in kept), f"{weight:.1f}"]


def _cost(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    cost = f"{row['cpu_ms']:.0f}"
    return f"{f'**{cost}**' if row['cpu_ms'] >= GOAL_MS else cost} / {row['queries']}"


def _curves(kept: list[Run]) -> Iterator[str]:
    databases = [one.database for one in kept]
    if len(set(databases)) == len(databases):
        return
    yield "## Lists in a growing house"
    yield ""
    yield "Milliseconds of processor by how many requests there are, and the last over the first."
    yield ""
    for database in sorted(set(databases), reverse=True):
        of = [one for one in kept if one.database == database]
        if len(of) > 1:
            yield from sections.table(["list", *(one.name for one in of), "grows"], _curve_rows(of))
            yield ""


def _curve_rows(of: list[Run]) -> Iterator[list[str]]:
    for rule in LISTS:
        costs = [one.routes[rule]["cpu_ms"] for one in of if rule in one.routes]
        if len(costs) == len(of):
            yield [f"`{rule}`", *(f"{cost:.1f}" for cost in costs), f"{costs[-1] / costs[0]:.1f}x"]


def _http(http: dict[str, dict[str, float]]) -> Iterator[str]:
    if not http:
        return
    yield "## An order and a completion over HTTP"
    yield ""
    yield "`bench http`. Times of the floor of the same run: one engine step and one durable commit, bare or asked for"
    yield "and answered over HTTP; medians by the clock. The aims are 3x for a start and 2.5x for a completion, over"
    yield "HTTP."
    yield ""
    rows = [[name, *(f"{row[key]:.1f}" for key in RATIOS), _statements(row)] for name, row in http.items()]
    head = ["database", "start", "completion", "start, floor with HTTP", "completion, floor with HTTP", "statements"]
    yield from sections.table(head, rows)


def _statements(row: dict[str, float]) -> str:
    return f"{row['start_statements']:.0f} / {row['complete_statements']:.0f}"


def _when(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _last(path: Path) -> Any:
    return json.loads(path.read_text().strip().splitlines()[-1])


def main(argv: list[str]) -> int:
    """FOLDER: where the runs are; 2 when there is none. `--load`: the load while they ran, else that of now."""
    options = argparse.ArgumentParser(prog="laneway bench performance", description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--load", type=float, default=os.getloadavg()[2])
    given = options.parse_args(argv)
    kept = runs(given.folder)
    more = {path.stem: _last(path) for path in given.folder.glob("*.json") if "-" not in path.stem}
    if not kept:
        print(f"{given.folder} holds no run: keep the last line of `bench pages --json` there.", file=sys.stderr)
        return 2
    OUT.write_text(written(kept, more.get("http", {}), given.load, more))
    print(f"Wrote {OUT.relative_to(ROOT)} from {len(kept)} runs.")
    return 0
