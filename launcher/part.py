"""A part of the group (web, a worker, the scheduler, Redis): how it is started, and how its crashes are counted."""

import time
from collections import deque
from dataclasses import dataclass, field

from launcher.refusals import Refusal

CRASHES = 5
CRASH_SECONDS = 60.0
LONGEST_PAUSE = 10.0
LINES_KEPT = 20


@dataclass(frozen=True)
class Part:
    """`patience` is the seconds that it gets to end by itself when it is asked to.

    What a `quiet` part prints is kept for its last words, but not shown.
    """

    name: str
    command: tuple[str, ...]
    patience: float = 10.0
    quiet: bool = False


class KeepsCrashing(Refusal):
    """A part died so often that starting it again is no help."""


@dataclass
class Record:
    """What a part did so far: when it died (monotonic seconds) and the last lines it printed."""

    part: Part
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=CRASHES))
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=LINES_KEPT))

    def died(self) -> float:
        """Notes a death now and returns the seconds to wait before the next start. Raises KeepsCrashing."""
        now = time.monotonic()
        self.deaths.append(now)
        recent = sum(now - death < CRASH_SECONDS for death in self.deaths)
        if recent >= CRASHES:
            raise KeepsCrashing(
                f"{self.part.name} died {CRASHES} times within {CRASH_SECONDS:.0f} s. Its last lines:\n{self.tail()}"
            )
        return min(0.1 * 2**recent, LONGEST_PAUSE)

    def tail(self) -> str:
        """The last lines, indented."""
        return "\n".join(f"    {line}" for line in self.lines) or "    (it printed nothing)"
