"""Everyday work by how many versions an item has, 1 to 1,000, each with a request that still runs on it.

`laneway bench versions --json` prints {start_ms: {versions: ms}, complete_ms, first_ms, studio_ms, memory_mb, floor_ms,
flat}, in this process on a durable SQLite, without HTTP. No two versions are quite the same. `complete_ms`: of a
request on any version, in a process that has had to do with all of them and so has given up most; `first_ms`: of one
whose version it has to read first; `studio_ms`: the item's page in the studio; `memory_mb`: what the process grew by
when it had touched a request of every version. `flat`: the largest size over the smallest, of each; the aim is 2.
"""

import argparse
import gc
import json
import logging
import os
import random
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import insert, select

from app.config import Config
from app.db import db, now, reading, session, table, transaction
from app.factory import create_app
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.person import Person
from app.models.task import Task
from app.operations import answers, definitions, diagram_cache, ordering, tasks
from app.operations.permissions import Actor, actor_of
from bench import floor, furnished
from bench.readers import Readers
from bench.statements import ORDER as WHAT

SIZES = "1,10,100,1000"
AIM = 2.0
ORDER: dict[str, Any] = WHAT


class Seen(NamedTuple):
    """Milliseconds; `memory` in MB."""

    start: float
    complete: float
    first: float
    studio: float
    memory: float


def main(argv: list[str]) -> int:
    """`--json`, `--sizes 1,10`, `--rounds`."""
    options = argparse.ArgumentParser(prog="laneway bench versions", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--sizes", default=SIZES)
    options.add_argument("--rounds", type=int, default=30)
    given = options.parse_args(argv)
    logging.disable(logging.WARNING)
    sizes = sorted(int(size) for size in given.sizes.split(","))
    with tempfile.TemporaryDirectory(prefix="laneway-versions-") as name:
        seen, bare = _measured(Path(name), sizes, given.rounds)
    for size, one in seen.items():
        told = ", ".join(f"{name} {value:.1f}" for name, value in one._asdict().items())
        print(f"{size:6,} versions: {told}")
    kinds = ("start", "complete", "first", "studio")
    flat = {kind: round(getattr(seen[sizes[-1]], kind) / getattr(seen[sizes[0]], kind), 2) for kind in kinds}
    print(f"From {sizes[0]:,} to {sizes[-1]:,} versions: {flat} (aim {AIM:g}); floor {bare:.2f} ms")
    if given.json:
        by = {f"{kind}_ms": {size: round(getattr(one, kind), 1) for size, one in seen.items()} for kind in kinds}
        memory = {size: round(one.memory, 1) for size, one in seen.items()}
        print(json.dumps({**by, "memory_mb": memory, "floor_ms": round(bare, 2), "flat": flat}))
    return 0


def _measured(folder: Path, sizes: list[int], rounds: int) -> tuple[dict[int, Seen], float]:
    url = f"sqlite:///{folder}/laneway.db"
    furnished.house(url, folder)
    app = create_app(Config(var=folder, database_url=url, demo=True, redis_url="unix:///nowhere"))
    found = {size: _of(app, size, rounds) for size in sizes}
    with app.app_context():
        db.engine.dispose()
    bare = floor.ours(url)
    return found, median(bare() for _ in range(30))


def _of(app: Flask, size: int, rounds: int) -> Seen:
    with app.app_context():
        ids = _versions(size)
        waiting = [_order_on(ids[-1 - number % size]) for number in range(2 * rounds)]
        jonas = _actor("jonas")
        first = [_completed(jonas, task, afresh=True) for task in waiting[:rounds]]
        memory = _kept(ids)
        complete = [_completed(jonas, task) for task in waiting[rounds:]]
        start = [_ordered() for _ in range(rounds)]
    studio = Readers(app).visit("olivia", "/studio/bench_purchase", rounds)
    return Seen(median(start), median(complete), median(first), median(studio.times), memory)


def _versions(wanted: int) -> list[int]:
    """The item's version ids, once there are so many: rows like its first one, published, the last of them in use."""
    with transaction() as current:
        item = current.scalars(select(Definition).where(Definition.key == ORDER["item"])).one()
        of = table(DefinitionVersion)
        pattern = current.execute(select(of).where(of.c.definition_id == item.id).limit(1)).mappings().one()
        known = current.scalars(select(of.c.id).where(of.c.definition_id == item.id)).all()
        own = {name: value for name, value in pattern.items() if name != "id"}
        numbers = range(len(known) + 1, wanted + 1)
        rows = [{**own, "number": one, "diagram": _drawn(own["diagram"], one), "created_at": now()} for one in numbers]
        if rows:
            current.execute(insert(of), rows)
        ids = list(current.scalars(select(of.c.id).where(of.c.definition_id == item.id).order_by(of.c.number)))
        item.published_id = ids[-1]
    return ids


def _drawn(diagram: bytes, number: int) -> bytes:
    return diagram.replace(b'name="Reminded"', f'name="Reminded {number}"'.encode())


def _order_on(version: int) -> int:
    """A request that runs on this version; its open task."""
    with transaction() as current:
        item = current.scalars(select(Definition).where(Definition.key == ORDER["item"])).one()
        newest, item.published_id = item.published_id, version
        current.flush()
        made = ordering.submit(_actor("marta"), ORDER["item"], ORDER["data"]).id
        item.published_id = newest
        return current.scalars(select(Task.id).where(Task.request_id == made)).one()


def _ordered() -> float:
    with transaction():
        marta = _actor("marta")
    began = perf_counter()
    with transaction():
        ordering.submit(marta, ORDER["item"], ORDER["data"])
    return (perf_counter() - began) * 1000


def _completed(actor: Actor, task: int, *, afresh: bool = False) -> float:
    if afresh:
        _forget()
    began = perf_counter()
    with transaction():
        tasks.complete(actor, task, {"decision": "approve"})
    return (perf_counter() - began) * 1000


def _kept(ids: list[int]) -> float:
    """MB that a process grows by when it has had to do with every version."""
    _forget()
    gc.collect()
    before = _resident()
    mixed = random.Random(1).sample(ids, len(ids))
    with reading():
        for one in mixed:
            definitions.parsed(one)
    return max(0.0, _resident() - before)


def _forget() -> None:
    definitions.forget()
    diagram_cache.forget()
    answers.forget()


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _actor(login: str) -> Actor:
    return actor_of(session().scalars(select(Person).where(Person.login == login)).one())
