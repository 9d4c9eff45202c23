"""A whole house of its own that runs: web, worker and Redis as processes, in a folder and on a port nobody uses.

Also what the browser journeys of the tests live in. Never touches the house of the person who runs it: every
LANEWAY_* setting of theirs stays outside.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.http import free_port
from launcher import embedded_redis
from launcher.child import end_group, spawn, stop
from launcher.knocking import status
from launcher.waiting import until

OK = 200
START = 180.0  # seconds that a part may take to be there on a busy machine


@dataclass
class House:
    """`url` without a slash at its end; `env`: what every part is told."""

    url: str
    folder: Path
    env: dict[str, str]
    parts: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, **settings: str) -> None:
        """Start `laneway NAME`, with `settings` on top of the house's own; its output goes to NAME.log."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.parts[name] = spawn(
                [sys.executable, "-m", "app.cli", name],
                env={**self.env, **settings},
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )

    def restart(self, name: str, **settings: str) -> None:
        """End a part and start it with other settings."""
        stop(self.parts.pop(name), patience=20)
        self.start(name, **settings)

    def run(self, *words: str) -> str:
        """`laneway WORDS` to its end; what it printed. Raises CalledProcessError."""
        command = [sys.executable, "-m", "app.cli", *words]
        done = subprocess.run(command, env=self.env, check=True, capture_output=True, text=True, timeout=120)
        return done.stdout

    def token(self, login: str) -> str:
        """What a program of this person shows. Made for everybody at once: each process that starts costs a second."""
        if not self.tokens:
            self.tokens.update(json.loads(self.run("token", "--all", "--json")))
        return self.tokens[login]


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[House]:
    """Web, worker and Redis over the furnished database in `folder` (or the one that `settings` name)."""
    house = _house(folder, settings)
    redis = spawn(embedded_redis.command(folder), stdout=subprocess.DEVNULL)
    try:
        house.start("web")
        until(lambda: embedded_redis.answers(folder), "the embedded Redis answers", START)
        house.start("worker")
        port = int(house.env["LANEWAY_PORT"])
        until(lambda: status("127.0.0.1", port, "/healthz") == OK, "the web server answers", START)
        yield house
    finally:
        for part in (*house.parts.values(), redis):
            end_group(part)  # nobody wants what they would still bring to its end


def _house(folder: Path, settings: dict[str, str]) -> House:
    port = free_port()
    own = {
        "LANEWAY_VAR": str(folder),
        "LANEWAY_PORT": str(port),
        "LANEWAY_DEMO": "yes",
        "LANEWAY_REDIS_URL": embedded_redis.url(folder),
        "LANEWAY_WEB_THREADS": "16",
        "LANEWAY_SWEEP_SECONDS": "0.3",
        "LANEWAY_RETRY_SECONDS": "0.1",
        "LANEWAY_MAX_ATTEMPTS": "2",
        "LANEWAY_TIMEZONE": "Europe/Berlin",
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("LANEWAY_")}
    return House(f"http://127.0.0.1:{port}", folder, {**others, **own, **settings})
