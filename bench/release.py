"""One release of the program in a folder: its commands, its web and worker, on a database that others use as well."""

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.http import free_port
from launcher.child import spawn, stop
from launcher.refusals import Refusal
from launcher.waiting import until

PATIENCE = 120.0
HASTE = {
    "LANEWAY_SWEEP_SECONDS": "0.2",
    "LANEWAY_RETRY_SECONDS": "0.2",
    "LANEWAY_LEASE_SECONDS": "5",
    "LANEWAY_DEMO": "0",
    "LANEWAY_SECRET_KEY": "only for this bench",
    "LANEWAY_REDIS_URL": "unix:///nowhere/redis.sock",  # nobody rings: each release finds its work by itself
}
FURNISH = """
import json, sys
from pathlib import Path
from flask import current_app
from flask_migrate import Migrate, upgrade
from sqlalchemy import select
from app.config import Config
from app.db import db, transaction
from app.factory import create_app
from app.models.person import Person
from app.operations import readiness, tokens
from bench import furnished
with create_app(Config.from_env()).app_context():
    Migrate(current_app, db, directory="migrations", render_as_batch=True)  # an older release does it by itself
    upgrade(directory="migrations")
    furnished.move_in({path.name: path.read_bytes() for path in Path(sys.argv[1]).iterdir()})
    with transaction() as session:
        readiness.mark("prepared")
        made = {one.login: tokens.make(one, "bench")[1] for one in session.scalars(select(Person))}
print(json.dumps(made))
"""


class Release:
    """`tree`: the folder of its files. `leads`: settings that both share. `planted`: a folder that Python looks into
    before: what makes another release of the same files.
    """

    def __init__(self, tree: Path, leads: dict[str, str], planted: Path | None = None) -> None:
        self.tree, self.port = tree, free_port()
        given = {f"LANEWAY_{name}": value for name, value in leads.items()}
        path = os.pathsep.join(str(one) for one in (planted, tree) if one)
        self._env = {**os.environ, **HASTE, **given, "LANEWAY_PORT": str(self.port), "PYTHONPATH": path}
        self._processes: list[subprocess.Popen[bytes]] = []
        self._log = Path(leads["VAR"]) / f"{self.port}.log"

    def furnish(self, item: Path) -> dict[str, str]:
        """Tables, demo people, one item; {login: token}."""
        made: dict[str, str] = json.loads(self._say("-c", FURNISH, str(item)).splitlines()[-1])
        return made

    def migrate(self) -> None:
        """What an operator does."""
        self._say("-m", "app.cli", "upgrade", "--no-backup")

    def open(self) -> None:
        """Web, worker and scheduler; returns when the web answers."""
        self.start("web", "worker", "scheduler")
        self.answers()

    def start(self, *parts: str) -> None:
        """These processes."""
        for part in parts:
            with self._log.open("ab") as log:
                streams: dict[str, Any] = {"stdout": log, "stderr": log, "stdin": subprocess.DEVNULL}
                command = [sys.executable, "-m", "app.cli", part]
                self._processes.append(spawn(command, cwd=self.tree, env=self._env, **streams))

    def answers(self) -> None:
        """Returns when the web does."""
        until(self._answers, f"the web server of {self.tree} answers", PATIENCE)

    def dump(self) -> dict[str, list[dict[str, Any]]]:
        """The snapshot of `laneway dump --json`."""
        found: dict[str, list[dict[str, Any]]] = json.loads(self._say("-m", "app.cli", "dump", "--json"))
        return found

    def settles(self) -> None:
        """Until everything that goes out has left."""
        until(
            lambda: all(row["state"] not in ("ready", "leased") for row in self.dump()["outbox"]),
            "every mail has left",
            PATIENCE,
        )

    def migrations(self) -> set[str]:
        """The numbers of its migrations."""
        return {path.name[:4] for path in (self.tree / "migrations" / "versions").glob("0*.py")}

    def close(self) -> None:
        """End its processes."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            stop(process, patience=10)

    def _say(self, *words: str) -> str:
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=self.tree, env=self._env, capture_output=True, text=True)
        if done.returncode:
            raise Refusal(f"{' '.join(words)[:60]} in {self.tree}: {done.stderr[-2000:]}")
        return done.stdout

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False
