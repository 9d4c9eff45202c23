"""Lists over size: inboxes, requests and search with a thousand to a million open requests, on PostgreSQL.

`laneway bench inbox --json` prints {inbox_p95_ms: {size: ms}, requests_p95_ms, search_p95_ms, floor_ms, flat}: server
time of the slowest view of each kind, in one process and without a network, beside /healthz in the same run. Each size
is looked at in turns with the smallest house; `flat`: the largest ratio of the two, of each kind; the aim is 2. The
figures so far are printed after each size.
"""

import argparse
import json
import logging
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, make_url, text

from app.config import Config
from app.db import db
from app.factory import create_app
from bench import multitude
from bench.pages import grown
from bench.readers import Readers
from launcher import embedded_postgres

SIZES = "1000,100000,1000000"
AIM = 2.0
#: Who looks at what. Zsófia's group has a good part of all open work, and Marta asked for some of it herself.
VISITS = {
    "inbox": (
        ("zsofia", "/inbox"),
        ("zsofia", "/inbox?view=group:office-services"),
        ("jonas", "/inbox?view=approvals"),
        ("staff0000", "/inbox"),
        ("admin", "/inbox?view=all"),
    ),
    "requests": (
        ("marta", "/requests"),
        ("paul", "/"),
        ("staff0001", "/requests"),
        ("dana", "/requests?view=open&whose=all"),
        ("paul", "/insights/requests?state=open"),
        ("paul", "/insights/requests?group=it-accounts"),
        ("paul", "/insights/requests?outcome=rejected"),
        ("paul", "/insights/requests?requester=zzz"),
    ),
    "search": (
        ("dana", "/requests?q=radiator&whose=all&view=all"),
        ("dana", "/requests?q=horvath+chairs&whose=all&view=all"),
        ("dana", "/requests?q=xyzzy&whose=all&view=all"),
        ("marta", "/requests?q=heating"),
        ("marta", "/requests?q=heating&whose=all&open=yes"),
        ("staff0001", "/requests?q=xyzzy&whose=all&open=yes"),
        ("zsofia", "/requests?q=heating&view=all"),
        ("zsofia", "/inbox?view=group:office-services&q=heating"),
        ("zsofia", "/inbox?view=group:office-services&q=xyzzy"),
        ("admin", "/inbox?view=all&q=horvath+chairs"),
    ),
}

Figures = dict[str, dict[int, float]]


@dataclass
class Found:
    """p95 of the slowest view by kind and size, the ratio to the smallest house in the same turns, and the floors."""

    p95: Figures = field(default_factory=lambda: {kind: {} for kind in VISITS})
    grows: Figures = field(default_factory=lambda: {kind: {} for kind in VISITS})
    floors: list[float] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """What --json prints."""
        flat = {kind: max(by.values(), default=1.0) for kind, by in self.grows.items()}
        p95 = {f"{kind}_p95_ms": by for kind, by in self.p95.items()}
        return {**p95, "floor_ms": round(median(self.floors), 2), "flat": flat}


def main(argv: list[str]) -> int:
    """`--json`, `--sizes 1000,100000`, `--rounds`."""
    options = argparse.ArgumentParser(prog="laneway bench inbox", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--sizes", default=SIZES)
    options.add_argument("--rounds", type=int, default=60)
    given = options.parse_args(argv)
    logging.disable(logging.WARNING)
    small, *larger = sorted(int(size) for size in given.sizes.split(","))
    found = Found()
    with tempfile.TemporaryDirectory(prefix="laneway-inbox-") as name, embedded_postgres.running(durable=True) as url:
        with grown(url, Path(name), small) as app:
            _grow(app, small)
            first = _copy(Path(name), url, small)
            for size in larger or [small]:
                _grow(app, size)
                _compare({small: first, size: app} if larger else {small: first}, given.rounds, found)
                if given.json:  # after each size: a run that is ended early has lost nothing
                    print(json.dumps(found.told()), flush=True)
        with first.app_context():
            db.engine.dispose()
    return 0


def _grow(app: Flask, size: int) -> None:
    began = perf_counter()
    with app.app_context():
        multitude.grow(size)
        db.engine.dispose()  # nobody may be there while a database is copied
    print(f"{size:>9,} open requests ({perf_counter() - began:.0f} s to write them)", flush=True)


def _copy(folder: Path, url: str, size: int) -> Flask:
    """The same house once more, which stays as small as it is."""
    database = f"house_{size}"
    there = make_url(url)
    server_url = there.set(drivername="postgresql+psycopg", database="postgres")
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as server:
        server.execute(text(f'CREATE DATABASE "{database}" TEMPLATE "{there.database}"'))
    engine.dispose()
    copied = there.set(database=database).render_as_string(hide_password=False)
    return create_app(Config(var=folder, database_url=copied, demo=True, redis_url="unix:///nowhere"))


def _compare(houses: dict[int, Flask], rounds: int, found: Found) -> None:
    """Look at every view in turns, so that what else the machine does falls on all houses alike."""
    readers = {size: Readers(app) for size, app in houses.items()}
    for kind, visits in VISITS.items():
        slowest = dict.fromkeys(houses, 0.0)
        for who, path in visits:
            seen = {size: reader.first(who, path) for size, reader in readers.items()}
            for _ in range(rounds):
                for size, reader in readers.items():
                    reader.look(seen[size])
            slowest = {size: max(slowest[size], seen[size].p95) for size in houses}
            times = ", ".join(f"{size:,}: {one.p95:.1f} ms" for size, one in seen.items())
            print(
                f"          {times}; {max(one.queries for one in seen.values())} statements  {who} {path}", flush=True
            )
        small, size = min(houses), max(houses)
        found.p95[kind] |= {one: round(ms, 1) for one, ms in slowest.items()}
        found.grows[kind][size] = round(slowest[size] / slowest[small], 2)
        print(f"{kind:9} {found.grows[kind][size]:5.2f}x from {small:,} to {size:,} open requests (aim {AIM:g}x)")
    found.floors += [floor for reader in readers.values() for floor in reader.floors]
    print(f"floor (/healthz) {median(found.floors):.2f} ms", flush=True)
