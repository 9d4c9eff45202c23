"""Every page of the URL map with ten thousand requests in the house: server time and statements, beside a floor.

`laneway bench pages --json` prints {route: {p95_ms, queries, ...}} of each route's slowest visit, in one process and
without a network. `cpu_ms`: the middle one's processor time; `kb` and `script_kb`: the page and the JavaScript that it
names, as gzip sends them.
"""

import argparse
import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask

from app.commands.tables import bring
from app.config import ROOT, Config
from app.db import db, transaction
from app.factory import create_app
from app.operations import importing
from bench import addresses, crowd, furnished, weight
from bench.readers import Readers, Seen
from launcher import embedded_postgres

GOAL_MS = 50.0


@contextmanager
def grown(url: str, folder: Path, requests: int) -> Iterator[Flask]:
    """An app on a migrated database with the demo people, every item and so many requests."""
    app = create_app(Config(var=folder, database_url=url, demo=True, redis_url="unix:///nowhere"))
    with app.app_context():
        bring()
        furnished.move_in()
        with transaction():
            importing.import_folder(ROOT)
        crowd.grow(requests)
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


def measure(app: Flask, rounds: int, only: str = "") -> tuple[dict[str, Seen], float]:
    """The slowest visit of each route (of those whose rule contains `only`), and the floor's median.

    Prints the pages that have no visit.
    """
    with app.app_context():
        for rule in addresses.unvisited(app):  # first: who asks for the addresses again gets another link for /password
            print(f"{rule} is not measured: say in bench/addresses.py who opens it.")
        routes = {rule: found for rule, found in addresses.visits(app).items() if only in rule}
    readers = Readers(app)
    found = {}
    for rule, visits in routes.items():
        seen = [readers.visit(who, visit.path, rounds) for visit in visits for who in visit.people]
        found[rule] = max(seen, key=lambda one: one.p95)
    return found, median(readers.floors)


def row(seen: Seen) -> dict[str, Any]:
    """The figures of one route."""
    is_page = seen.answer.mimetype == "text/html"
    return {
        "page": is_page,
        "p95_ms": round(seen.p95, 1),
        "queries": seen.queries,
        "cpu_ms": round(seen.cpu_p50, 1),
        "who": seen.who,
        "path": seen.path,
        "kb": round(weight.packed(seen.answer.get_data()) / 1000, 1),
        "script_kb": round(weight.scripts(seen.answer.text) / 1000, 1) if is_page else 0.0,
    }


def show(found: dict[str, dict[str, Any]], floor: float) -> None:
    """A table, the slowest first."""
    print(f"{'route':52} p95 ms  cpu ms  queries  kB  script kB  slowest")
    for rule, one in sorted(found.items(), key=lambda pair: -pair[1]["p95_ms"]):
        mark = "!" if one["p95_ms"] >= GOAL_MS and one["page"] else " "
        heavy = "!" if one["script_kb"] * 1000 > weight.LIMIT and not rule.startswith(weight.EDITORS) else " "
        print(
            f"{rule:52} {one['p95_ms']:6.1f}{mark} {one['cpu_ms']:6.1f}  {one['queries']:7} {one['kb']:5.1f}"
            f"  {one['script_kb']:6.1f}{heavy} {one['who']} {one['path']}"
        )
    print(f"floor (/healthz) {floor:.2f} ms; the aim is under {GOAL_MS:.0f} ms for a page (downloads apart)")


def main(argv: list[str]) -> int:
    """`--json`: one JSON object as the last line. `--requests`, `--rounds`, `--database`, `--only` part of a route."""
    options = argparse.ArgumentParser(prog="laneway bench pages", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--requests", type=int, default=10_000)
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options.add_argument("--only", default="")
    given = options.parse_args(argv)
    logging.disable(logging.WARNING)  # the doorbell that is not there, and Alembic's tale
    with tempfile.TemporaryDirectory(prefix="laneway-pages-") as name, _database(given.database, Path(name)) as url:
        seen, floor = _measured(url, Path(name), given)
    found = {rule: row(one) for rule, one in seen.items()}
    show(found, floor)
    if given.json:
        print(json.dumps(found))
    return 0


def _measured(url: str, folder: Path, given: argparse.Namespace) -> tuple[dict[str, Seen], float]:
    with grown(url, folder, given.requests) as app:
        return measure(app, given.rounds, given.only)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/laneway.db"
    else:
        with embedded_postgres.running(durable=True) as url:
            yield url
