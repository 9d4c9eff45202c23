"""`laneway clock +2d | -3h | 0`: move the house's clock, on demo and test databases only."""

import argparse
import re
import sys
from datetime import timedelta

from app.db import now, reading, transaction
from app.host import open_host
from app.operations import clock

UNITS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
PARTS = re.compile(r"(\d+(?:\.\d+)?)([dhms])")


def main(argv: list[str]) -> int:
    """Show the clock, or move it and ring for what became due."""
    parser = argparse.ArgumentParser(prog="laneway clock", description="Move the clock of a demo or test house.")
    parser.add_argument("shift", nargs="?", help="+2d, +1h30m, 0 to go back to the true time; nothing to look")
    given = parser.parse_args(argv)
    with open_host().app_context():
        if given.shift is not None:
            with transaction():
                clock.move(_seconds(given.shift))
        with reading():
            sys.stdout.write(now().isoformat(timespec="seconds") + "\n")
    return 0


def _seconds(text: str) -> float | None:
    """Seconds of a shift; None for 0, which means the true time."""
    if text == "0":
        return None
    found = PARTS.findall(text)
    if not found or "".join(n + u for n, u in found) != text.lstrip("+-"):
        raise SystemExit(f"laneway clock: {text!r} is no shift; write for example +2d or +1h30m.")
    total = timedelta(seconds=sum(float(n) * UNITS[u] for n, u in found)).total_seconds()
    return -total if text.startswith("-") else total
