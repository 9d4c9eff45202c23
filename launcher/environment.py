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
    if PYTHON.exists() and is_current(_stamp(kind), _made_from(kind)):
        return PYTHON
    with alone():
        need_space(SPACE[kind])
        _make_venv()
        _install_uv()
        with step(f"Python packages ({LOCKS[kind].name})"):
            tools.run("Installing the Python packages", _install_command(kind), env=_uv_environment())
        _leave_stamps(kind)
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


def _made_from(kind: str) -> str:
    """The locks and the Python that .venv runs on, which need not be the one that runs this."""
    return fingerprint([LOCKS[kind], UV_LOCK], str(PYTHON.resolve()))


def _leave_stamps(kind: str) -> None:
    """The dev lock holds every line of the run lock (a check says so), so that one install serves both."""
    _stamp(kind).write_text(_made_from(kind))
    if kind == "dev":
        _stamp("run").write_text(_made_from("run"))
    else:
        _stamp("dev").unlink(missing_ok=True)


def _make_venv() -> None:
    if _venv_works():
        return
    if not importlib.util.find_spec("venv") or not (_has_pip() or importlib.util.find_spec("ensurepip")):
        raise Refusal(
            f"This Python has no venv module: install it (on Debian and Ubuntu: "
            f"apt install python3.{sys.version_info.minor}-venv), then run the same command again."
        )
    with step(f"Python {sys.version_info.major}.{sys.version_info.minor} environment in .venv"):
        tools.run("Making .venv", [sys.executable, "-m", "venv", "--clear", "--without-pip", VENV])


def _venv_works() -> bool:
    """Tells whether the Python of .venv starts, is new enough and still the one that .venv was made for."""
    question = (
        "import os, sys, sysconfig; print(sys.version_info >= (3, 11), os.path.isdir(sysconfig.get_path('purelib')))"
    )
    try:
        return subprocess.run([PYTHON, "-c", question], capture_output=True, text=True).stdout == "True True\n"
    except OSError:
        return False


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
