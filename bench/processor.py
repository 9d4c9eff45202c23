"""Processor time of processes, of what they started, and of the whole machine, as Linux counts it."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def spent(pids: Iterable[int]) -> float:
    """Seconds of processor of these processes, their children and what those have reaped."""
    total = 0
    for pid in pids:
        for one in (pid, *_children(pid)):
            with suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile: its parent has its time
                fields = Path(f"/proc/{one}/stat").read_text().rpartition(") ")[2].split()
                total += sum(int(fields[place]) for place in (11, 12, 13, 14))
    return total / TICKS


def busy() -> float:
    """Seconds that the machine's cores have worked since it began, whoever for."""
    ticks = list(map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]))
    return (sum(ticks) - ticks[3] - ticks[4]) / TICKS


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *_children(child)]
    return found
