"""One process of the house: alive or not, told something, ended. Forked by the nursery, or started by itself."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from launcher.child import end_group, spawn

TURN = 0.02


class Part(Protocol):
    """`pid` leads the group."""

    @property
    def pid(self) -> int: ...

    def alive(self) -> bool:
        """Whether it still runs, stopped or not."""
        ...

    def end(self) -> None:
        """Whatever is left of its group is killed and buried."""
        ...


class Started:
    """A child of this process."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        end_group(self._process)


class Born:
    """A child of the nursery, which buries it; known by its id."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def alive(self) -> bool:
        try:
            return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        except OSError:
            return False

    def end(self) -> None:
        if self.alive():
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        while self.alive():
            time.sleep(TURN)


class Nursery:
    """Has the process of nursery.py. From the main thread only."""

    def __init__(self, python: Sequence[str], **options: object) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = spawn([*python, "-m", "bench.chaos.nursery"], **pipes, **options)
        self._answer()

    def born(self, log: Path, *words: str) -> Born:
        """A new process that does what `laneway WORDS` does."""
        assert self._process.stdin is not None
        self._process.stdin.write("\t".join([str(log), *words]).encode() + b"\n")
        self._process.stdin.flush()
        return Born(int(self._answer()))

    def close(self) -> None:
        """With all that it bore."""
        end_group(self._process)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        said = self._process.stdout.readline().decode().strip()
        if not said:
            raise RuntimeError("The nursery died; its last words are in nursery.log.")
        return said
