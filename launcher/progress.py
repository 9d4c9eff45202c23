"""Progress for a person at a terminal: one line a step, with the seconds it took. Writes to standard error only."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

CLEAR = "\r\033[K"
_open: list[str] = []  # steps shown on a line that is not finished yet (terminals only)


def say(line: str) -> None:
    """One line for the person, at once (a pipe must not hold it back). Nobody listening is no error."""
    try:
        print(f"{CLEAR if _open else ''}{line}", file=sys.stderr)
        _show_open()
    except BrokenPipeError:
        return


@contextmanager
def step(what: str) -> Iterator[None]:
    """Shows `what` while the block runs, and how many seconds it took; a block that raises shows as failed."""
    begun = time.monotonic()
    if sys.stderr.isatty():
        _open.append(what)
        _show_open()
    mark = "✗"
    try:
        yield
        mark = "✓"
    finally:
        live = bool(_open) and bool(_open.pop())
        say(f"{CLEAR if live else ''}  {mark} {what} ({time.monotonic() - begun:.1f} s)")


def _show_open() -> None:
    if _open:
        print(f"{CLEAR}  … {_open[-1]}", end="", file=sys.stderr)
    sys.stderr.flush()
