"""Lists over size: inboxes, requests and search with a thousand to a million open requests, on PostgreSQL.

`laneway bench inbox --json` prints {inbox_p95_ms: {size: ms}, requests_p95_ms, search_p95_ms, floor_ms, flat}: server
time of the slowest visit of each kind, in one process and without a network, beside /healthz in the same run. `flat`:
the largest figure over that of the smallest house, of each kind; the aim is 2.
"""

import argparse
import json
import logging
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask

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
        ("staff0001", "/requests"),
        ("dana", "/requests?view=open&whose=all"),
        ("paul", "/insights/requests?state=open"),
    ),
    "search": (
        ("dana", "/requests?q=radiator&whose=all&view=all"),
        ("dana", "/requests?q=horvath+chairs&whose=all&view=all"),
        ("dana", "/requests?q=xyzzy&whose=all&view=all"),
        ("marta", "/requests?q=heating"),
        ("zsofia", "/requests?q=heating&view=all"),
    ),
}

Figures = dict[str, dict[int, float]]


def main(argv: list[str]) -> int:
    """`--json`, `--sizes 1000,100000`, `--rounds`."""
    options = argparse.ArgumentParser(prog="laneway bench inbox", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--sizes", default=SIZES)
    options.add_argument("--rounds", type=int, default=20)
    given = options.parse_args(argv)
    logging.disable(logging.WARNING)
    sizes = sorted(int(size) for size in given.sizes.split(","))
    with tempfile.TemporaryDirectory(prefix="laneway-inbox-") as name, embedded_postgres.running(durable=True) as url:
        found, floor = _measured(url, Path(name), sizes, given.rounds)
    flat = {kind: round(max(by.values()) / by[sizes[0]], 2) for kind, by in found.items()}
    for kind, ratio in flat.items():
        print(f"{kind:9} {ratio:5.2f}x from {sizes[0]:,} to {sizes[-1]:,} open requests (aim {AIM:g}x)")
    print(f"floor (/healthz) {floor:.2f} ms")
    if given.json:
        print(json.dumps({**{f"{kind}_p95_ms": by for kind, by in found.items()}, "floor_ms": floor, "flat": flat}))
    return 0


def _measured(url: str, folder: Path, sizes: list[int], rounds: int) -> tuple[Figures, float]:
    found: Figures = {kind: {} for kind in VISITS}
    floors: list[float] = []
    with grown(url, folder, sizes[0]) as app:
        for size in sizes:
            began = perf_counter()
            with app.app_context():
                multitude.grow(size)
            print(f"{size:>9,} open requests ({perf_counter() - began:.0f} s to write them)")
            floors.append(_look(app, size, rounds, found))
    return found, round(median(floors), 2)


def _look(app: Flask, size: int, rounds: int, found: Figures) -> float:
    readers = Readers(app)
    for kind, visits in VISITS.items():
        for who, path in visits:
            seen = readers.visit(who, path, rounds)
            found[kind][size] = max(found[kind].get(size, 0.0), round(seen.p95, 1))
            print(f"          {seen.p95:8.1f} ms  {seen.queries:3} statements  {who} {path}")
    return median(readers.floors)
