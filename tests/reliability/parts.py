"""A whole house as processes of its own: killed part by part, and started again as a supervisor would."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from app.config import ROOT
from bench.http import free_port
from launcher import embedded_redis
from launcher.child import end_group, spawn, stop
from launcher.embedded_postgres import Server
from launcher.waiting import until

MORTAL = Path(__file__).parent / "mortal"
HASTE = {
    "LANEWAY_LEASE_SECONDS": "1",
    "LANEWAY_SWEEP_SECONDS": "0.2",
    "LANEWAY_RETRY_SECONDS": "0.1",
    "LANEWAY_MAX_ATTEMPTS": "20",  # every death of a worker counts as a try
    "LANEWAY_DEMO": "1",
    "LANEWAY_SECRET_KEY": "only for tests",
}


class Parts:
    """Web, two workers, scheduler, Redis and (where `server` is given) PostgreSQL, over the furnished `folder`."""

    def __init__(self, folder: Path, database_url: str, server: Server | None, smtp_port: int) -> None:
        self.folder, self.server = folder, server
        self.deaths = folder / "deaths"
        self.deaths.touch()
        self.port = free_port()
        given = {"VAR": folder, "PORT": self.port, "DATABASE_URL": database_url}
        self._env = {**os.environ, **HASTE, **{f"LANEWAY_{name}": str(value) for name, value in given.items()}}
        self._env |= {"LANEWAY_SMTP_URL": f"smtp://127.0.0.1:{smtp_port}"}
        self._mortal = {
            **self._env,
            "PYTHONPATH": f"{MORTAL}{os.pathsep}{ROOT}",
            "LANEWAY_TEST_DEATHS": str(self.deaths),
        }
        self._tables = create_engine(database_url or f"sqlite:///{folder / 'laneway.db'}", poolclass=NullPool)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._database_down = False

    def __enter__(self) -> "Parts":
        self._start("redis")
        until(lambda: embedded_redis.answers(self.folder), "Redis answers")
        self._start("nursery")
        self._start("web")
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            stop(process, patience=10)

    @property
    def killable(self) -> list[str]:
        """Every part, PostgreSQL included where there is one."""
        return ["redis", "web", "worker", "scheduler", *(["database"] if self.server else [])]

    def kill(self, name: str) -> None:
        """SIGKILL, with everything it started. `tend` brings it back."""
        if name == "database":
            assert self.server is not None
            self.server.kill()
            self._database_down = True
        elif name in self._processes:
            end_group(self._processes[name])
        else:
            with suppress(ProcessLookupError):  # just died by itself
                os.kill(int((self.folder / f"{name}.pid").read_text()), signal.SIGKILL)

    def tend(self) -> None:
        """Start again what has died. From the main thread only, whose children they are."""
        if self._database_down:
            assert self.server is not None
            self.server.start()
            self._database_down = False
        for name, process in list(self._processes.items()):
            if process.poll() is not None:
                end_group(process)
                self._start(name)

    def tended_until(self, ready: Callable[[], bool], what: str, seconds: float = 150.0) -> None:
        """Waits while the parts are kept alive."""

        def look() -> bool:
            self.tend()
            return ready()

        until(look, what, seconds)

    def say(self, *words: str) -> str:
        """What a command of `laneway` prints."""
        command = [sys.executable, "-m", "app.cli", *words]
        done = subprocess.run(command, cwd=ROOT, env=self._env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def read(self, query: str) -> list[tuple[Any, ...]] | None:
        """What the tables say now; None while the database is away. For a look again and again, which a command that
        starts anew each time would take from those that are waited for."""
        try:
            with self._tables.connect() as connection:
                return [tuple(row) for row in connection.execute(text(query))]
        except OperationalError:
            return None

    def dump(self) -> dict[str, list[dict[str, Any]]]:
        """The snapshot of `laneway dump --json`."""
        snapshot: dict[str, list[dict[str, Any]]] = json.loads(self.say("dump", "--json"))
        return snapshot

    def last_words(self) -> str:
        """The ends of the logs, for a failed run."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"--- {log.name}\n{log.read_text(errors='replace')[-3000:]}" for log in logs)

    def _start(self, name: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._processes[name] = self._spawn(name, log)

    def _spawn(self, name: str, log: IO[bytes]) -> "subprocess.Popen[bytes]":
        streams: dict[str, Any] = {"stdout": log, "stderr": log, "stdin": subprocess.DEVNULL}
        if name == "redis":
            return spawn(embedded_redis.command(self.folder), **streams)
        command = [sys.executable, "-m", *(["app.cli", "web"] if name == "web" else ["nursery", self.folder])]
        return spawn(command, cwd=ROOT, env=self._mortal, **streams)
