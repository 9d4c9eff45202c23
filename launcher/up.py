"""`laneway up`: embedded Redis, database, web, workers and scheduler as one supervised group, until Ctrl-C."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import embedded_redis, figures, settings
from launcher.knocking import status
from launcher.loop import Loop
from launcher.part import Part
from launcher.progress import say, step
from launcher.refusals import Refusal
from launcher.settings import Settings
from launcher.standing import stands
from launcher.supervisor import Stopped, Supervisor

STOP_ORDER = ("web", "worker", "scheduler", "redis")
OK = 200
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def main() -> int:
    """Returns 0 after Ctrl-C or SIGTERM. Raises Refusal when something cannot start or keeps crashing."""
    wanted = settings.read()
    with only_one(wanted.var), Loop() as loop:
        figures.forget(wanted.var)
        group = Supervisor(loop, environment(wanted))
        try:
            run(group, wanted)
        except Stopped:
            say("\nStopping …")
        finally:
            stop(group)
    return 0


def run(group: Supervisor, wanted: Settings) -> None:
    """Starts everything in order, says where it is to be found, and watches over it. Raises Refusal and Stopped."""
    if not wanted.redis_url:
        with step("Redis"):
            group.start(Part("redis", embedded_redis.command(wanted.var), patience=5, quiet=True))
            group.until(lambda: embedded_redis.answers(wanted.var), "the embedded Redis answers", 30)
    if begun := stands(wanted):
        group.start(part("web"))  # beside the preparations, which find little to do in it
    with step("database, catalogue and people"):
        told = group.once(part("prepare"))
    with step("web"):
        if not begun:
            group.start(part("web"))
        group.until(lambda: says(wanted, "/healthz"), "the web server answers", 120)
    say("\n".join(["", f"Laneway is open at {address(wanted)}", *told, "Ctrl-C stops it.", ""]))
    with step("workers and scheduler"):
        for each in behind(wanted):
            group.start(each)
        group.until(lambda: says(wanted, "/readyz"), "workers and scheduler have reported in", 120)
    group.watch()


def stop(group: Supervisor) -> None:
    """Stops web first, so that nothing new comes in; Redis last."""
    for kind in STOP_ORDER:
        names = [member.name for member in group.members if kind_of(member.name) == kind]
        if names:
            with step(f"{kind} stopped"):
                group.stop(names)


def behind(wanted: Settings) -> list[Part]:
    """What works behind the pages; it starts after them, because a person waits for those."""
    workers = [f"worker {number}" for number in range(1, wanted.workers + 1)]
    return [*(part(name, patience=25) for name in workers), part("scheduler")]


def part(name: str, patience: float = 10) -> Part:
    """The part that runs the subcommand named by the first word of `name`."""
    return Part(name, (sys.executable, "-m", "app.cli", kind_of(name)), patience)


def kind_of(name: str) -> str:
    """What a part is, without its number: "worker 2" is a worker."""
    return name.partition(" ")[0]


def environment(wanted: Settings) -> dict[str, str]:
    """What the parts are told beside the person's own settings."""
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "LANEWAY_VAR": str(wanted.var)}
    if not wanted.redis_url:
        env["LANEWAY_REDIS_URL"] = embedded_redis.url(wanted.var)
    if not may_be_demo(wanted):
        env["LANEWAY_DEMO"] = "0"
    return env


def may_be_demo(wanted: Settings) -> bool:
    """Known passwords only where nobody else can come: the embedded SQLite on a loopback address."""
    embedded = not wanted.database_url or wanted.database_url.startswith("sqlite")
    return embedded and wanted.host in LOOPBACK


def says(wanted: Settings, path: str) -> bool:
    """Tells whether the web server answers `path` with 200."""
    return status(wanted.host, wanted.port, path) == OK


def address(wanted: Settings) -> str:
    """What a person types into the browser."""
    host = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
    return os.environ.get("LANEWAY_URL") or f"http://{host}:{wanted.port}"


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Two groups over one folder would share a Redis file and a port. Raises Refusal for the second."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise Refusal(f"it is running already in {var} (process {lock.read().strip() or 'unknown'}).") from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
