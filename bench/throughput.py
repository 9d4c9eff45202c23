"""What the house carries a second, with more and more processes, and what stops it: web processes for requests from
order to end, workers for what falls due.

`laneway bench throughput --json` prints {cores, web: {COUNT: figures}, workers: {COUNT: figures}, load}; figures are
{per_second, percent: {PART: of one core}, ms: {PART: of processor for each}, connections, waits, stops}. PostgreSQL as
it is run, all on this machine: clients take processors too, and `others` is who works here beside it.
"""

import argparse
import json
import multiprocessing
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, text

from bench import furnished, timers
from bench.http import CLIENTS, Journey, open_house
from bench.limits import Watch
from launcher.embedded_postgres import Server
from launcher.refusals import Refusal

COUNTS = "1,2,4"  # processes
SOON, LONGEST = 5.0, 600.0  # seconds
#: Requests that each client carries before it counts. A new web process reads definitions and puts its statements
#: together, and on a new connection the database plans each statement anew until it was used several times: the more
#: processes, the more of a short run that takes.
WARM = 10
Tokens = dict[str, str]


def main(argv: list[str]) -> int:
    """`--json`; `--web`, `--workers`: how many processes, after each other; `--seconds` of each; `--due` timers."""
    options = argparse.ArgumentParser(prog="laneway bench throughput", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--web", default=COUNTS)
    options.add_argument("--workers", default=COUNTS)
    options.add_argument("--seconds", type=float, default=10.0)
    options.add_argument("--due", type=int, default=1500)
    given = options.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="laneway-throughput-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as somebody else
        found = measured(folder, _numbers(given.web), _numbers(given.workers), given.seconds, given.due)
    print(json.dumps(found) if given.json else "\n".join(_told(found)))
    return 0


def _numbers(words: str) -> list[int]:
    return [int(word) for word in words.split(",") if word]


def _told(found: dict[str, Any]) -> list[str]:
    return [
        f"{kind} {count}: {row['per_second']:.1f} a second, {row['connections']} connections. {row['stops']}"
        for kind in ("web", "workers")
        for count, row in found[kind].items()
    ]


def measured(folder: Path, web: list[int], workers: list[int], seconds: float, due: int) -> dict[str, Any]:
    """One house, opened again and again with other numbers of processes; workers first, who find no mails waiting."""
    (folder / "pg").mkdir()
    server = Server(folder / "pg", durable=True)
    with ExitStack() as house:
        server.start()
        house.callback(server.stop)
        tokens = furnished.house(server.url, folder)
        pattern = timers.one_that_waits(server.url, folder)
        engine = create_engine(server.url)
        house.callback(engine.dispose)
        with engine.begin() as database:
            timers.stand_ready(database, pattern, due * len(workers))
        fired = {str(count): _fired(server, engine, folder, pattern, count, due) for count in workers}
        carried = {str(count): _carried(server, engine, folder, tokens, count, seconds) for count in web}
    found: dict[str, Any] = {"cores": os.cpu_count(), "web": carried, "workers": fired}
    return {**found, "load": round(os.getloadavg()[0], 1)}


def _carried(
    server: Server, engine: Engine, folder: Path, tokens: Tokens, processes: int, seconds: float
) -> dict[str, Any]:
    """Orders, approved and fulfilled, by clients enough that each web process always has the next one waiting."""
    spawn = multiprocessing.get_context("spawn")
    ready, counted = spawn.Barrier(processes + 1), spawn.Queue()
    with open_house(server.url, folder, processes) as (port, web):
        people = [
            spawn.Process(target=carry, args=(port, tokens, seconds, ready, counted), daemon=True)
            for _ in range(processes)
        ]
        for one in people:
            one.start()
        ready.wait(timeout=LONGEST)
        pids = [one.pid for one in people if one.pid]
        parts = {"web": [web], "database": [server.pid], "clients": pids}
        with Watch(engine, parts, {"web": processes}) as watch:
            carried = [counted.get(timeout=seconds + LONGEST) for _ in people]
        ready.wait(timeout=LONGEST)  # until here they live, for what they cost is asked of the living
        for one in people:
            one.join()
    failed = [one for one in carried if isinstance(one, str)]
    if failed:
        raise Refusal(f"A call of a client failed: {failed[0]}")
    return watch.told(sum(carried))


def carry(port: int, tokens: Tokens, seconds: float, ready: Any, counted: Any) -> None:
    """A process of clients: it gets to know the house, begins together with all others, and tells what it carried, or
    why it could not.
    """
    before = _all(port, tokens, least=WARM)
    ready.wait(timeout=LONGEST)
    carried = _all(port, tokens, seconds=seconds)
    counted.put(before if isinstance(before, str) else carried)
    ready.wait(timeout=LONGEST)


def _all(port: int, tokens: Tokens, *, seconds: float = 0.0, least: int = 1) -> int | str:
    """What the clients of this process carried in so many seconds (each `least` of them), or why one could not."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(CLIENTS) as clients:
        each = [clients.submit(_rounds, Journey(port, tokens), until, least) for _ in range(CLIENTS)]
    failed = [repr(one.exception()) for one in each if one.exception()]
    return failed[0] if failed else sum(one.result() for one in each)


def _rounds(journey: Journey, until: float, least: int) -> int:
    done = 0
    while done < least or time.monotonic() < until:
        journey.run()
        done += 1
    return done


def _fired(server: Server, engine: Engine, folder: Path, pattern: int, workers: int, due: int) -> dict[str, Any]:
    """Timers that fall due at one moment, each of which ends a request."""
    with timers.parts(folder, server.url, workers) as pids:
        with engine.begin() as database:
            moment = database.execute(text("SELECT clock_timestamp()")).scalar_one() + timedelta(seconds=SOON)
            database.execute(DUE, {"moment": moment, "pattern": pattern, "count": due})
        time.sleep(SOON)
        with Watch(engine, {"workers": pids, "database": [server.pid]}, {"workers": workers}) as watch:
            _all_fired(engine, moment)
        return watch.told(due)


DUE = text(
    "UPDATE timer SET run_at = :moment WHERE id IN (SELECT id FROM timer WHERE element = 'wait'"
    " AND request_id <> :pattern AND state = 'ready' ORDER BY id LIMIT :count)"
)
LEFT = text("SELECT count(*) FROM timer WHERE run_at = :moment AND state <> 'done'")


def _all_fired(engine: Engine, moment: Any) -> None:
    began = time.monotonic()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as database:
        while left := database.execute(LEFT, {"moment": moment}).scalar_one():
            if time.monotonic() > began + LONGEST:
                raise Refusal(f"{left} timers have not fired after {LONGEST:.0f} s.")
            time.sleep(0.1)
