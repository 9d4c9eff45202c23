"""The house under test: the real processes, each in a group of its own, and what can be done to them by their ids.

Start and end them from the main thread only, whose children they are. Redis and PostgreSQL stand behind lines that can
be made bad (proxy.py).
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.config import ROOT
from bench.chaos.parts import Nursery, Part, Started
from bench.chaos.promises import Dump
from bench.chaos.proxy import Line
from bench.http import free_port
from launcher import embedded_redis
from launcher.child import spawn
from launcher.embedded_postgres import Server
from launcher.refusals import Refusal
from launcher.waiting import until

PLANTED = Path(__file__).parent / "planted"
HASTE = {
    "LANEWAY_LEASE_SECONDS": "2",
    "LANEWAY_SWEEP_SECONDS": "0.3",
    "LANEWAY_RETRY_SECONDS": "0.2",
    "LANEWAY_MAX_ATTEMPTS": "20",  # every death of a worker counts as a try
    "LANEWAY_WEB_PROCESSES": "2",
    "LANEWAY_DEMO": "1",
    "LANEWAY_SECRET_KEY": "only for chaos",
}
LOST = "sqlalchemy.exc.OperationalError"  # a lost connection, or a database that is still recovering
FORKED = {"web": "web", "worker": "worker", "worker 2": "worker", "scheduler": "scheduler"}


class House:
    """`folder`: everything it writes. `server`: PostgreSQL, None on SQLite. `outside`: settings that lead outside."""

    def __init__(self, folder: Path, server: Server | None, outside: dict[str, str], bug: str = "") -> None:
        self.folder, self.server = folder, server
        self.port = free_port()
        self.redis_line = Line(embedded_redis.socket_path(folder))
        self.database_line = Line(folder / "pg" / "data" / ".s.PGSQL.5432") if server else None
        self._outside, self._bug = outside, bug
        self._parts: dict[str, Part] = {}
        self._nursery: Nursery | None = None
        self._down: set[str] = set()
        self._gone = False  # the database; which is no part of ours to start, but the server's
        self._env: dict[str, str] = {}

    def open(self) -> None:
        """Start every part; the database is furnished."""
        self.redis_line.start()
        places = {"VAR": str(self.folder), "PORT": str(self.port)}
        places["REDIS_URL"] = f"redis://127.0.0.1:{self.redis_line.port}/0"
        if self.database_line:
            port = self.database_line.start().port
            places["DATABASE_URL"] = f"postgresql+psycopg://app@127.0.0.1:{port}/postgres"
        given = {f"LANEWAY_{name}": value for name, value in {**places, **self._outside}.items()}
        self._env = {**os.environ, **HASTE, **given, "PYTHONPATH": str(ROOT)}
        with (self.folder / "nursery.log").open("ab") as log:
            self._nursery = Nursery([sys.executable], cwd=ROOT, env=self._with_bug(), stderr=log)
        self._start("redis")
        until(lambda: embedded_redis.answers(self.folder), "Redis answers")
        for name in FORKED:
            self._start(name)
        until(self._web_answers, "the web server answers", 180)

    def close(self) -> None:
        """End every part."""
        self.resume_all()
        for part in self._parts.values():
            _tell(part.pid, signal.SIGTERM)
        with suppress(Refusal):
            until(lambda: not any(part.alive() for part in self._parts.values()), "everybody has left", 5)
        for part in self._parts.values():
            part.end()
        if self._nursery:
            self._nursery.close()
        for line in (self.redis_line, self.database_line):
            if line:
                line.stop()

    def parts(self, part: str) -> list[str]:
        """The names of a part: there are two workers."""
        return [name for name in self._parts if FORKED.get(name, name) == part]

    def pid(self, part: str, which: int = 0) -> int:
        """The first process of a part."""
        if part == "database":
            assert self.server is not None
            return self.server.pid
        names = self.parts(part)
        return self._parts[names[which % len(names)]].pid

    def signal(self, part: str, which: int, sign: int, whom: str = "group") -> bool:
        """To a part's whole group, its parent alone, or one child of it. False when nobody is there to hear it."""
        if part == "database" and self._gone:
            return False
        pid = self.pid(part, which)
        if whom == "group" and part != "database":
            return _tell(pid, sign, os.killpg)
        if whom == "group":
            heard = [_tell(one, sign) for one in (pid, *_children(pid))]
            return any(heard)
        if whom == "parent":
            return _tell(pid, sign)
        born = _children(pid)
        return bool(born) and _tell(born[which % len(born)], sign)

    def kill_database(self) -> bool:
        """The server and all that serve, at once."""
        assert self.server is not None
        return self._end_database(self.server.kill)

    def restart_database(self) -> bool:
        """As for a new release of it: whoever is connected is put out, what is going on is rolled back."""
        assert self.server is not None
        return self._end_database(self.server.stop)

    def _end_database(self, end: Callable[[], None]) -> bool:
        if self._gone:
            return False
        self.signal("database", 0, signal.SIGCONT)
        end()
        self._gone = True
        return True

    def keep_down(self, part: str) -> None:
        """Dead, and not started again before `let_up`."""
        self._down.add(part)
        if part == "database":
            self.kill_database()
        else:
            self._parts[part].end()

    def let_up(self, part: str) -> None:
        """May be started again."""
        self._down.discard(part)

    def resume_all(self) -> None:
        """Nobody sleeps, nothing is held down, every line is good."""
        for line in (self.redis_line, self.database_line):
            if line:
                line.mood = "good"
        self._down.clear()
        for part in self._parts.values():
            with suppress(ProcessLookupError):
                os.killpg(part.pid, signal.SIGCONT)
        if self.server:
            self.signal("database", 0, signal.SIGCONT)

    def tend(self) -> None:
        """Start again what has died, as a supervisor would."""
        if self._gone and "database" not in self._down:
            assert self.server is not None
            self.server.start()
            self._gone = False
        for name, part in list(self._parts.items()):
            if name not in self._down and not part.alive():
                part.end()
                self._start(name)

    def wipe(self) -> bool:
        """Redis forgets everything; when it does not answer, there is nothing to forget, and that is False."""
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(embedded_redis.socket_path(self.folder)))
            line.sendall(b"FLUSHALL\r\n")
            return line.recv(16).startswith(b"+OK")
        return False

    def dump(self) -> Dump:
        """The snapshot of `laneway dump --json`, as soon as the database takes callers again: PostgreSQL that lost one
        of its processes recovers by itself. Raises RuntimeError with its last words.
        """
        made: list[Dump] = []

        def look() -> bool:
            made.extend(self._dumped())
            return bool(made)

        until(look, "the database answers a dump", 180)
        return made[0]

    def _dumped(self) -> list[Dump]:
        """One, or none while the database is away."""
        assert self._nursery is not None
        place = self.folder / "dump.out"
        place.unlink(missing_ok=True)
        asked = self._nursery.born(place, "dump", "--json")
        until(lambda: not asked.alive(), "the dump is made", 180)
        said = place.read_text()
        if said.endswith("}\n"):
            return [json.loads(said[said.index('{"requests"') :])]
        if LOST in said:
            return []
        raise RuntimeError(f"laneway dump failed: {said[-2000:]}")

    def _web_answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def _start(self, name: str) -> None:
        place = self.folder / f"{name}.log"
        if name in FORKED:
            assert self._nursery is not None
            self._parts[name] = self._nursery.born(place, FORKED[name])
            return
        with place.open("ab") as log:
            streams: dict[str, Any] = {"stdout": log, "stderr": log, "stdin": subprocess.DEVNULL}
            self._parts[name] = Started(spawn(embedded_redis.command(self.folder), **streams))

    def _with_bug(self) -> dict[str, str]:
        if not self._bug:
            return self._env
        return {**self._env, "PYTHONPATH": f"{PLANTED}{os.pathsep}{ROOT}", "LANEWAY_CHAOS_BUG": self._bug}


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _tell(pid: int, sign: int, tell: Callable[[int, int], None] = os.kill) -> bool:
    with suppress(ProcessLookupError):
        tell(pid, sign)
        return True
    return False
