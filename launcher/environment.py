"""Makes .venv from the hash-pinned locks: venv, then uv by pip, then everything else by uv. A stamp skips it all.

Never installs anything that is not pinned with a hash, and never writes outside the checkout.
"""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import tools
from launcher.places import LOCKS, PYTHON, ROOT, UV_LOCK, VENV
from launcher.progress import step
from launcher.refusals import DISK_FULL, Refusal
from launcher.stamps import fingerprint, is_current

PIPS = {"UV_DEFAULT_INDEX": "PIP_INDEX_URL", "UV_INDEX": "PIP_EXTRA_INDEX_URL", "SSL_CERT_FILE": "PIP_CERT"}

# Bytes that an installation with its front end takes, measured and rounded up.
SPACE = {"run": 1_000_000_000, "dev": 1_500_000_000}


def make(kind: str) -> Path:
    """Brings .venv up to the lock `kind` ("run" or "dev") and returns its Python. Raises Refusal."""
    if sys.platform == "win32":
        raise Refusal("Laneway runs on Linux and macOS; on Windows run it inside WSL.")
    wanted = fingerprint([LOCKS[kind], UV_LOCK], sys.version)
    if _stamp(kind).exists() and is_current(_stamp(kind), wanted) and PYTHON.exists():
        return PYTHON
    with alone():
        need_space(SPACE[kind])
        _make_venv()
        _install_uv()
        with step(f"Python packages ({LOCKS[kind].name})"):
            tools.run("Installing the Python packages", _install_command(kind), env=_uv_environment())
        _leave_stamps(kind, wanted)
    return PYTHON


@contextmanager
def alone() -> Iterator[None]:
    """Lets one laneway at a time change the checkout's environment; a second one waits for the first."""
    import fcntl  # noqa: PLC0415 - there is none on Windows, which `make` refuses with a sentence

    door = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
    finally:
        os.close(door)


def need_space(size: int) -> None:
    """Refuses when fewer than `size` bytes are free beside the checkout."""
    if shutil.disk_usage(ROOT).free < size:
        raise Refusal(DISK_FULL)


def _stamp(kind: str) -> Path:
    return VENV / f"laneway-{kind}.stamp"


def _leave_stamps(kind: str, wanted: str) -> None:
    """The dev lock holds every line of the run lock (a check says so), so that one install serves both."""
    _stamp(kind).write_text(wanted)
    if kind == "dev":
        _stamp("run").write_text(fingerprint([LOCKS["run"], UV_LOCK], sys.version))
    else:
        _stamp("dev").unlink(missing_ok=True)


def _make_venv() -> None:
    if _venv_is_ours():
        return
    if not importlib.util.find_spec("venv") or not (_has_pip() or importlib.util.find_spec("ensurepip")):
        raise Refusal(
            f"This Python has no venv module: install it (on Debian and Ubuntu: "
            f"apt install python3.{sys.version_info.minor}-venv), then run the same command again."
        )
    with step(f"Python {sys.version_info.major}.{sys.version_info.minor} environment in .venv"):
        tools.run("Making .venv", [sys.executable, "-m", "venv", "--clear", "--without-pip", VENV])


def _venv_is_ours() -> bool:
    """Tells whether .venv starts and is of this very Python version; a half-made or foreign one is made anew."""
    try:
        seen = subprocess.run([PYTHON, "-c", "import sys; print(sys.version)"], capture_output=True, text=True)
    except OSError:
        return False
    return seen.returncode == 0 and seen.stdout.strip() == sys.version.strip()


def _install_uv() -> None:
    wanted = UV_LOCK.read_text().split("==")[1].split()[0]
    uv = VENV / "bin" / "uv"
    if uv.exists() and tools.run("uv", [uv, "--version"]).split()[1] == wanted:
        return
    with step(f"uv {wanted}"):
        options: list[str | Path] = ["--quiet", "--require-hashes", "--only-binary", ":all:", "-r", UV_LOCK]
        tools.run("Installing uv", [*_pip(), "--disable-pip-version-check", "--retries", "1", "install", *options])


def _pip() -> list[str | Path]:
    """The machine's own pip, working on .venv; else one in .venv, which takes five seconds to make."""
    if _has_pip():
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    tools.run("Installing pip", [PYTHON, "-m", "ensurepip"])
    return [PYTHON, "-m", "pip"]


def _has_pip() -> bool:
    """Tells whether this Python has a pip that knows --python (22.3, October 2022)."""
    try:
        from pip import __version__  # noqa: PLC0415 - absent on a bare Debian
    except ImportError:
        return False
    major, minor = __version__.split(".")[:2]
    return (int(major), int(minor)) >= (22, 3)


def _install_command(kind: str) -> list[str | Path]:
    options: list[str | Path] = ["--python", PYTHON, "--require-hashes", "--no-config", "--quiet"]
    return [VENV / "bin" / "uv", "pip", "install", *options, "-r", LOCKS[kind]]


def _uv_environment() -> dict[str, str]:
    """uv does not read pip's settings: whoever set an index or a certificate for pip means both."""
    env = dict(os.environ)
    for ours, pips in PIPS.items():
        if pips in env:
            env.setdefault(ours, env[pips])
    return env
