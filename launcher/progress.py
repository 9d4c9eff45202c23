"""Progress for a person at a terminal: one line a step, with the seconds it took. Writes to standard error only."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(line: str) -> None:
    """One line for the person, at once (a pipe must not hold it back)."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Shows `what` while the block runs, and how many seconds it took; a block that raises shows as failed."""
    begun = time.monotonic()
    live = sys.stderr.isatty()
    if live:
        print(f"  … {what}", end="", file=sys.stderr, flush=True)
    try:
        yield
    except BaseException:
        say(_line("✗", what, begun, live))
        raise
    say(_line("✓", what, begun, live))


def _line(mark: str, what: str, begun: float, live: bool) -> str:
    start = "\r" if live else ""
    return f"{start}  {mark} {what} ({time.monotonic() - begun:.1f} s)"
