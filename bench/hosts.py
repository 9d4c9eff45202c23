"""Two hosts, one database, and a cable that is pulled: `laneway bench hosts [--json]`, Linux, as root.

Three network namespaces on a switch of their own: `db` holds PostgreSQL and Redis, `a` and `b` each web, worker and
scheduler. People order and complete on both. Then b still hears people, but what it sends to the database goes nowhere
(apart); then its cable is pulled (cut); then it is back (after). Counted: what either answered in each phase, how long
the slowest answer took, and what of the promises is broken in the end (chaos/promises.py). Nothing of it touches the
machine's own network.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.config import ROOT
from bench import furnished
from bench.chaos import promises
from launcher import embedded_redis
from launcher.child import spawn, stop
from launcher.embedded_postgres import Server
from launcher.refusals import Refusal
from launcher.waiting import until

HERE = Path(__file__).parent
HOSTS = {"db": "10.77.0.1", "a": "10.77.0.2", "b": "10.77.0.3", "people": "10.77.0.9"}
PORT = 8080
PARTS = ("web", "worker", "scheduler")
SECONDS = {"before": 10.0, "apart": 25.0, "cut": 20.0, "after": 15.0}
NOBODY = "02:00:00:00:00:77"  # an address that no cable leads to


@dataclass
class Told:
    """What a host answered in one phase. `codes`: by status, 0 for none at all; `slowest`: seconds."""

    codes: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0


def main(argv: list[str]) -> int:
    """0 when nothing is broken and the host that stayed went on."""
    options = argparse.ArgumentParser(prog="laneway bench hosts", description=__doc__)
    options.add_argument("--json", action="store_true")
    given = options.parse_args(argv)
    if os.getuid() != 0 or shutil.which("ip") is None:
        raise Refusal("it needs root and the program ip (on Debian: apt install iproute2).")
    folder = Path(tempfile.mkdtemp(prefix="laneway-hosts-"))
    folder.chmod(0o755)  # PostgreSQL runs as somebody else
    try:
        with switch():
            found = _inside(folder)
    finally:
        shutil.rmtree(folder)
    print(json.dumps(found) if given.json else json.dumps(found, indent=1))
    return 1 if found["violations"] or not found["went_on"] else 0


@contextmanager
def switch() -> Iterator[None]:
    """The namespaces, each with one cable into a bridge that stands in a namespace of its own."""
    _ip("netns", "add", "lw-switch")
    try:
        _ip("-n", "lw-switch", "link", "add", "bridge", "type", "bridge")
        _ip("-n", "lw-switch", "link", "set", "bridge", "up")
        for host, address in HOSTS.items():
            _ip("netns", "add", f"lw-{host}")
            _ip("link", "add", f"lw{host}", "netns", "lw-switch", "type", "veth", "peer", "eth0", "netns", f"lw-{host}")
            _ip("-n", "lw-switch", "link", "set", f"lw{host}", "master", "bridge", "up")
            _ip("-n", f"lw-{host}", "addr", "add", f"{address}/24", "dev", "eth0")
            for link in ("lo", "eth0"):
                _ip("-n", f"lw-{host}", "link", "set", link, "up")
        yield
    finally:
        for name in ("switch", *HOSTS):
            subprocess.run(["ip", "netns", "del", f"lw-{name}"], capture_output=True)


def _inside(folder: Path) -> dict[str, Any]:
    server = Server(_made(folder / "pg"), durable=True)
    with ExitStack() as house:
        server.start()
        house.callback(server.stop)
        tokens = furnished.house(server.url, folder)
        for listen, path in (("5432", folder / "pg/data/.s.PGSQL.5432"), ("6379", embedded_redis.socket_path(folder))):
            _part(house, "db", ["-m", "bench.relay", HOSTS["db"], listen, str(path)], folder, f"relay-{listen}")
        redis = spawn(embedded_redis.command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        house.callback(stop, redis, patience=5)
        for host in ("a", "b"):
            for part in PARTS:
                _part(house, host, ["-m", "app.cli", part], folder, f"{part}-{host}", _settings(folder, host))
        return _worked(folder, tokens, server)


def _worked(folder: Path, tokens: dict[str, str], server: Server) -> dict[str, Any]:
    phases: dict[str, dict[str, Told]] = {}
    numbers: list[str] = []
    until(lambda: all(_asked(host, tokens, 0)["ready"] for host in ("a", "b")), "both hosts are ready", 180)
    for phase, seconds in SECONDS.items():
        _harm(phase)
        people = {host: _people(host, tokens, seconds) for host in ("a", "b")}
        phases[phase] = {}
        for host, process in people.items():
            said = json.loads(process.communicate()[0].splitlines()[-1])
            phases[phase][host] = Told(Counter({int(k): v for k, v in said["codes"].items()}), said["slowest"])
            numbers += said["orders"]
    dump = _settled(folder, server)
    known = {row["number"] for row in dump["requests"]}
    broken = [*promises.whole(dump), *(f"I1: {number} was accepted and is lost" for number in set(numbers) - known)]
    return {
        "orders": len(numbers),
        "phases": {phase: {host: _row(told) for host, told in by.items()} for phase, by in phases.items()},
        "went_on": all(phases[phase]["a"].codes[201] for phase in phases) and phases["after"]["b"].codes[201] > 0,
        "violations": broken,
    }


def _harm(phase: str) -> None:
    """What is wrong with b in a phase."""
    _ip("-n", "lw-switch", "link", "set", "lwb", "down" if phase == "cut" else "up")
    if phase != "before":
        where = NOBODY if phase == "apart" else _address_of("db")
        _ip("-n", "lw-b", "neigh", "replace", HOSTS["db"], "lladdr", where, "nud", "permanent", "dev", "eth0")


def _address_of(host: str) -> str:
    said = subprocess.run(["ip", "-n", f"lw-{host}", "-j", "link", "show", "eth0"], capture_output=True, check=True)
    return str(json.loads(said.stdout)[0]["address"])


def _row(told: Told) -> dict[str, Any]:
    return {"codes": dict(told.codes), "slowest_s": told.slowest}


def _settled(folder: Path, server: Server) -> promises.Dump:
    env = {**os.environ, "LANEWAY_DATABASE_URL": server.url, "LANEWAY_VAR": str(folder), "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "app.cli", "dump", "--json"]
    made = subprocess.run(words, env=env, stdout=subprocess.PIPE, check=True)
    found: promises.Dump = json.loads(made.stdout)
    return found


def _people(host: str, tokens: dict[str, str], seconds: float) -> "subprocess.Popen[str]":
    words = ["-m", "bench.visitors", f"http://{HOSTS[host]}:{PORT}", str(seconds), tokens["marta"], tokens["jonas"]]
    command = ["ip", "netns", "exec", "lw-people", sys.executable, *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ})


def _asked(host: str, tokens: dict[str, str], seconds: float) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(_people(host, tokens, seconds).communicate()[0].splitlines()[-1])
    return said


def _settings(folder: Path, host: str) -> dict[str, str]:
    return {
        "LANEWAY_VAR": str(_made(folder / host)),
        "LANEWAY_HOST": HOSTS[host],
        "LANEWAY_PORT": str(PORT),
        "LANEWAY_DATABASE_URL": f"postgresql://app@{HOSTS['db']}:5432/postgres",
        "LANEWAY_REDIS_URL": f"redis://{HOSTS['db']}:6379/0",
        "LANEWAY_SECRET_KEY": "only for this",
        "LANEWAY_LEASE_SECONDS": "5",
    }


def _part(
    house: ExitStack, host: str, words: list[str], folder: Path, name: str, more: dict[str, str] | None = None
) -> None:
    command = ["ip", "netns", "exec", f"lw-{host}", sys.executable, *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **(more or {})}
    with (folder / f"{name}.log").open("ab") as log:
        process = spawn(command, cwd=ROOT, env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    house.callback(stop, process, patience=10)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
