"""Order, approve, fulfil over HTTP, beside the floor: the bare engine step plus one durable commit, in the same run.

`laneway bench http --json` prints {sqlite: {...}, postgresql: {...}}. One web process, started as `laneway web` starts
it; its requests, our bare step and stock SpiffWorkflow's take turns, so that a noisy machine is noisy for all three.
The bare floor answers nobody: it has no HTTP, no person, no rights, no form, no task, no journal and no mail. A call of
a program is measured (a bearer token and JSON), not a browser's, which also asks for the page that follows.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from random import randrange
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from bench import floor, furnished, statements
from launcher import embedded_postgres
from launcher.child import spawn, stop
from launcher.waiting import until

ORDER = {"item": "bench_purchase", "data": {"what": "Chairs", "amount": 480, "why": "The old ones are broken. " * 30}}
CLIENTS = 4


class Client:
    """One keep-alive connection of one person."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def call(self, verb: str, path: str, body: object = None) -> Any:
        """The answer's JSON. Raises RuntimeError for anything but 2xx."""
        self.connection.request(verb, f"/api/v1{path}", json.dumps(body) if body is not None else None, self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status // 100 != 2:
            raise RuntimeError(f"{verb} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text)

    def nothing(self) -> float:
        """The milliseconds of an answer that holds nothing: this server, this connection, no work."""
        began = perf_counter()
        self.connection.request("GET", "/healthz")
        self.connection.getresponse().read()
        return (perf_counter() - began) * 1000

    def timed(self, verb: str, path: str, body: object = None) -> tuple[Any, float]:
        """The answer and the milliseconds it took."""
        began = perf_counter()
        found = self.call(verb, path, body)
        return found, (perf_counter() - began) * 1000


class Journey:
    """Marta orders, Jonas approves, Béla fulfils."""

    def __init__(self, port: int, tokens: dict[str, str]) -> None:
        self.marta, self.jonas, self.bela = (Client(port, tokens[who]) for who in ("marta", "jonas", "bela"))

    def run(self) -> tuple[float, list[float]]:
        """Milliseconds of the start, and of both completions."""
        request, started = self.marta.timed("POST", "/requests", ORDER)
        (approve,) = request["tasks"]
        done, first = self.jonas.timed("POST", f"/tasks/{approve['id']}/complete", {"data": {"decision": "approve"}})
        (fulfil,) = done["request"]["tasks"]
        _, second = self.bela.timed("POST", f"/tasks/{fulfil['id']}/complete", {"data": {"note": "There."}})
        return started, [first, second]


def measure(url: str, rounds: int) -> dict[str, float | int]:
    """Medians in milliseconds over `rounds` turns, and requests from order to end a second with four clients."""
    with tempfile.TemporaryDirectory(prefix="laneway-bench-") as folder, served(url, Path(folder)) as (port, tokens):
        bare, stock, begun = floor.ours(url), floor.stock(url), floor.started(url)
        journey = Journey(port, tokens)
        for _ in range(10):
            journey.run(), bare(), stock(), begun(), journey.marta.nothing()
        starts, completions, floors, stocks, beginnings, empty = [], [], [], [], [], []
        for _ in range(rounds):
            started, both = journey.run()
            starts.append(started)
            completions += both
            floors += [bare(), bare()]
            stocks += [stock()]
            beginnings += [begun()]
            empty += [journey.marta.nothing(), journey.jonas.nothing()]
        found = {
            "start_p50_ms": median(starts),
            "complete_p50_ms": median(completions),
            "complete_p95_ms": quantiles(completions, n=20)[18],
            "per_second": per_second(port, tokens, rounds),
            "floor_ms": median(floors),
            "start_floor_ms": median(beginnings),
            "stock_floor_ms": median(stocks),
            "empty_answer_ms": median(empty),
        }
    rounded = {name: round(value, 2) for name, value in found.items()}
    return {**rounded, **ratios(found), **statements.counted()}


def ratios(found: dict[str, float]) -> dict[str, float]:
    """How often the floor fits in: the bare one, and the one that also has to be asked for and answered over HTTP."""
    empty = found["empty_answer_ms"]
    pairs = {"complete": found["floor_ms"], "start": found["start_floor_ms"]}
    bare = {f"{name}_to_floor": found[f"{name}_p50_ms"] / low for name, low in pairs.items()}
    asked = {f"{name}_to_http_floor": found[f"{name}_p50_ms"] / (low + empty) for name, low in pairs.items()}
    return {name: round(value, 2) for name, value in {**bare, **asked}.items()}


def per_second(port: int, tokens: dict[str, str], rounds: int) -> float:
    """Requests carried from order to end in a second by four clients at once."""
    numbers = count()
    failures: list[BaseException] = []

    def work() -> None:
        try:
            journey = Journey(port, tokens)
            while next(numbers) < rounds:
                journey.run()
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return rounds / (perf_counter() - began)


@contextmanager
def served(url: str, folder: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """A furnished house behind one web process; its port and everybody's token."""
    tokens = furnished.house(url, folder)
    with open_house(url, folder) as (port, _):
        yield port, tokens


@contextmanager
def open_house(url: str, folder: Path, processes: int = 1) -> Iterator[tuple[int, int]]:
    """A house behind so many web processes; the port, and the process that all of them come from."""
    port = free_port()
    settings = {
        "LANEWAY_VAR": str(folder),
        "LANEWAY_DATABASE_URL": url,
        "LANEWAY_PORT": str(port),
        "LANEWAY_WEB_PROCESSES": str(processes),
        "LANEWAY_DEMO": "yes",
        "LANEWAY_REDIS_URL": "unix:///nowhere",
    }
    log = (folder / "web.log").open("wb")
    web = spawn(
        [sys.executable, "-m", "app.cli", "web"],
        env={**os.environ, **settings},
        stdout=log,
        stderr=log,
        stdin=subprocess.DEVNULL,
    )
    try:
        until(lambda: answers(port), "the web process", 30)
        yield port, web.pid
    finally:
        stop(web, patience=10)
        log.close()


def free_port() -> int:
    """A port nobody listens on just now. Below those that the system hands out by itself: nobody is given it until the
    house that starts has taken it.
    """
    while True:
        port = randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def answers(port: int) -> bool:
    """Whether the web process is there."""
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=1)) as connection:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
    except OSError:
        return False


def main(argv: list[str]) -> int:
    """`--json`: one JSON object as the last line. `--rounds N`; `--database` for one of the two."""
    options = argparse.ArgumentParser(prog="laneway bench http", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--rounds", type=int, default=150)
    options.add_argument("--database", choices=["sqlite", "postgresql"])
    given = options.parse_args(argv)
    found = {}
    if given.database != "postgresql":
        with tempfile.TemporaryDirectory(prefix="laneway-bench-db-") as folder:
            found["sqlite"] = measure(f"sqlite:///{folder}/laneway.db", given.rounds)
    if given.database != "sqlite":
        with embedded_postgres.running(durable=True) as url:
            found["postgresql"] = measure(url, given.rounds)
    for name, row in found.items():
        print(name, ", ".join(f"{key} {value}" for key, value in row.items()))
    if given.json:
        print(json.dumps(found))
    return 0
