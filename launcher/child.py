"""Children that do not outlive their parent, however it dies. Knows nothing of what they run."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from launcher.tether import tie

PR_SET_PDEATHSIG = 1  # prctl(2)
LINUX: bool = sys.platform == "linux"


def spawn(command: Sequence[str | Path], **options: Any) -> "subprocess.Popen[bytes]":
    """Starts `command` in a process group of its own; the kernel (elsewhere: a tether) kills it with this process.

    `options` are those of subprocess.Popen. Call it from the main thread only: Linux ties the child to the thread.
    """
    words = [str(word) for word in command]
    if LINUX:
        options["preexec_fn"] = _tied_to(os.getpid())  # safe: it calls prctl and nothing else
        return subprocess.Popen(words, process_group=0, **options)
    process = subprocess.Popen(words, process_group=0, **options)
    tie(process.pid)
    return process


def _tied_to(parent: int) -> Callable[[], None]:
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def tie_here() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died between fork and prctl
            os._exit(1)

    return tie_here


def die_with_parent() -> None:
    """For a forked process that did not come through `spawn` (a gunicorn or RQ child): tied from here on."""
    if LINUX:
        _tied_to(os.getppid())()


def end_group(process: "subprocess.Popen[bytes]") -> None:
    """Kills whatever is left of a child's process group, the child included, and reaps the child."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # macOS says the second for a group of zombies
        pass
    process.wait()


def stop(process: "subprocess.Popen[bytes]", patience: float, sign: int = signal.SIGTERM) -> None:
    """Asks a child to end, waits `patience` seconds, then kills what is left of its group."""
    if process.poll() is None:
        process.send_signal(sign)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            pass
    end_group(process)
