"""Timers: what a million that wait cost at rest, and how soon ten thousand that fall due at once have fired.

`laneway bench timers --json` prints {pending, rest: {empty, pending: {workers_percent, database_percent}}, due, fired,
early, seconds, per_second, each: {workers_ms, database_ms}, load}: percent of one core, in a house without timers and
in one with all of them; milliseconds of processor for each that fired, with what was done beside it. PostgreSQL, one
scheduler, two workers, Redis, as `laneway up` starts them; each due timer ends a request of its own, whose requester is
told.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

from app.config import Config
from app.db import db, transaction
from app.factory import create_app
from app.models.person import Person
from app.operations import importing, ordering
from app.operations.permissions import actor_of
from bench import furnished
from bench.processor import spent
from launcher import embedded_redis
from launcher.child import spawn, stop
from launcher.embedded_postgres import Server
from launcher.refusals import Refusal
from launcher.waiting import until

HERE = Path(__file__).parent
REST, HEAD_START, LONGEST = 30.0, 10, 600.0  # seconds


def main(argv: list[str]) -> int:
    """`--json`, `--pending`, `--due`."""
    options = argparse.ArgumentParser(prog="laneway bench timers", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--pending", type=int, default=1_000_000)
    options.add_argument("--due", type=int, default=10_000)
    given = options.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="laneway-timers-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as somebody else
        found = _measured(folder, given.pending, given.due)
    print(json.dumps(found) if given.json else "\n".join(f"{key:10} {value}" for key, value in found.items()))
    return 0 if found["early"] == 0 and found["fired"] == given.due else 1


def _measured(folder: Path, pending: int, due: int) -> dict[str, Any]:
    (folder / "pg").mkdir()
    server = Server(folder / "pg", durable=True)
    with ExitStack() as house:
        server.start()
        house.callback(server.stop)
        furnished.house(server.url, folder)
        pattern = one_that_waits(server.url, folder)
        engine = create_engine(server.url)
        with engine.begin() as database:
            stand_ready(database, pattern, due)
        pids = house.enter_context(parts(folder, server.url))
        rest = {"empty": _rest(pids, server.pid)}
        with engine.begin() as database:
            _wait_forever(database, pattern, pending)
            database.execute(text("ANALYZE"))
        time.sleep(HEAD_START)  # PostgreSQL writes down what it was given
        rest["pending"] = _rest(pids, server.pid)
        with engine.begin() as database:
            _fall_due(database, pattern)
        before = {"workers_ms": spent(pids), "database_ms": spent([server.pid])}
        found = _fired(engine.connect(), pattern, due)
        after = {"workers_ms": spent(pids), "database_ms": spent([server.pid])}
        engine.dispose()
    each = {part: round((after[part] - before[part]) * 1000 / due, 2) for part in after}
    return {"pending": pending, "rest": rest, "due": due, **found, "each": each, "load": round(os.getloadavg()[0], 1)}


def one_that_waits(url: str, folder: Path) -> int:
    """A true request in front of its timer; its id."""
    app = create_app(Config(var=folder, database_url=url, demo=True, redis_url="unix:///nowhere"))
    with app.app_context():
        with transaction():
            row = importing.import_files({"pause.bpmn": (HERE / "diagrams" / "pause.bpmn").read_bytes()})
            if row.state != "published":
                raise RuntimeError(f"The pause was not published: {row.problems}")
        with transaction() as current:
            marta = actor_of(current.query(Person).filter_by(login="marta").one())
            number = ordering.submit(marta, "bench_pause", {}).id
        db.engine.dispose()
    return number


def _wait_forever(database: Connection, pattern: int, count: int) -> None:
    """Timers of that one request, due in 30 days and later."""
    changed = {"id": "nextval(pg_get_serial_sequence('timer', 'id'))", "engine_id": "'t' || r"}
    changed |= {"run_at": "clock_timestamp() + interval '30 days' + r * interval '1 second'", "state": "'ready'"}
    _repeat(database, "timer", changed, "p.request_id = :pattern AND p.engine_id NOT LIKE 't%'", pattern, count)


def stand_ready(database: Connection, pattern: int, count: int) -> None:
    """So many requests like the pattern, each before its own timer, due tomorrow. For the engine they are due."""
    first = database.execute(
        text("SELECT max(id) FROM (SELECT id FROM request UNION SELECT id FROM instance) x")
    ).scalar_one()
    shift = f"{first} + r"
    _repeat(database, "request", {"id": shift}, "p.id = :pattern", pattern, count)
    _repeat(database, "instance", {"id": shift, "request_id": shift}, "p.request_id = :pattern", pattern, count)
    changed = {"id": "nextval(pg_get_serial_sequence('timer', 'id'))", "instance_id": shift, "request_id": shift}
    own = "p.request_id = :pattern AND p.engine_id NOT LIKE 't%'"
    _repeat(database, "timer", {**changed, "run_at": "p.run_at + interval '1 day'"}, own, pattern, count)
    database.execute(text(f"SELECT setval(pg_get_serial_sequence('request', 'id'), {first} + {count} + 1)"))
    database.execute(text(f"SELECT setval(pg_get_serial_sequence('instance', 'id'), {first} + {count} + 1)"))


def _fall_due(database: Connection, pattern: int) -> None:
    """All of them in HEAD_START seconds, at one moment."""
    moment = database.execute(text(f"SELECT clock_timestamp() + interval '{HEAD_START} seconds'")).scalar_one()
    database.execute(text(f"UPDATE timer SET run_at = :moment {OURS}"), {"moment": moment, "pattern": pattern})


OURS = "WHERE element = 'wait' AND request_id <> :pattern"


def _repeat(database: Connection, table: str, changed: dict[str, str], whose: str, pattern: int, count: int) -> None:
    asked = text("SELECT column_name FROM information_schema.columns WHERE table_name = :t AND table_schema = 'public'")
    columns = list(database.execute(asked, {"t": table}).scalars())
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f'p."{name}"') for name in columns)
    query = (
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" p, generate_series(1, {count}) r WHERE {whose}'
    )
    database.execute(text(query), {"pattern": pattern})


@contextmanager
def parts(folder: Path, url: str, workers: int = 2) -> Iterator[list[int]]:
    """A scheduler, workers and Redis; the process ids of the first two."""
    settings = {
        "LANEWAY_VAR": str(folder),
        "LANEWAY_DATABASE_URL": url,
        "LANEWAY_REDIS_URL": embedded_redis.url(folder),
        "LANEWAY_DEMO": "yes",
    }
    started: list[subprocess.Popen[bytes]] = []
    try:
        with (folder / "parts.log").open("wb") as log:
            streams: dict[str, Any] = {"stdout": log, "stderr": log, "stdin": subprocess.DEVNULL}
            started.append(spawn(embedded_redis.command(folder), **streams))
            until(lambda: embedded_redis.answers(folder), "Redis answers")
            for part in ("scheduler", *["worker"] * workers):
                env = {**os.environ, **settings}
                started.append(spawn([sys.executable, "-m", "app.cli", part], env=env, **streams))
        time.sleep(HEAD_START)  # whoever starts works: what they cost at rest is asked later
        yield [one.pid for one in started[1:]]
    finally:
        for one in reversed(started):
            stop(one, patience=20)


def _rest(pids: list[int], server: int) -> dict[str, float]:
    before = (spent(pids), spent([server]))
    time.sleep(REST)
    after = (spent(pids), spent([server]))
    return {
        "workers_percent": round((after[0] - before[0]) / REST * 100, 2),
        "database_percent": round((after[1] - before[1]) / REST * 100, 2),
    }


def _fired(database: Connection, pattern: int, due: int) -> dict[str, Any]:
    """Waits until all have fired and says how. Raises Refusal after LONGEST."""
    whose = f"FROM timer {OURS}"
    left, until_then = text(f"SELECT count(*) {whose} AND state <> 'done'"), time.monotonic() + LONGEST
    while count := database.execute(left, {"pattern": pattern}).scalar_one():
        if time.monotonic() > until_then:
            raise Refusal(f"{count} of {due} timers have not fired after {LONGEST:.0f} s.")
        database.rollback()
        time.sleep(0.5)
    early, took = "count(*) FILTER (WHERE done_at < run_at)", "extract(epoch FROM max(done_at) - min(run_at))"
    told = database.execute(text(f"SELECT count(*), {early}, {took} {whose}"), {"pattern": pattern}).one()
    seconds = round(float(told[2]), 1)
    ended = database.execute(text("SELECT count(*) FROM request WHERE item = 'bench_pause' AND state = 'ended'"))
    if ended.scalar_one() < due:
        raise Refusal("Timers fired and their requests did not end.")
    return {"fired": told[0], "early": told[1], "seconds": seconds, "per_second": round(told[0] / seconds, 1)}
