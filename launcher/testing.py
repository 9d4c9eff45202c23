"""`laneway test`: has a browser ready, then becomes pytest."""

import os
import sys
from pathlib import Path

from launcher import browser
from launcher.places import PYTHON, ROOT
from launcher.progress import say
from launcher.refusals import Refusal


def main(words: list[str]) -> int:
    """Runs pytest on the paths among `words` (all tests without one); options go to pytest as they are."""
    has_browser()
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(PYTHON.parent / "node"))
    here = [str(Path(word).absolute()) if Path(word.partition("::")[0]).exists() else word for word in words]
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *_processes(here), *map(_inside, here)])


def has_browser() -> None:
    """Without a browser the browser tests say so themselves: they skip, and in CI they fail."""
    try:
        browser.get()
    except Refusal as refusal:
        say(f"  ! no browser for the tests: {refusal}")


def _processes(words: list[str]) -> list[str]:
    """Two processes for the whole suite; a chosen part starts faster in one."""
    return [] if words else ["-n", "2", "--dist", "loadgroup"]


def _inside(word: str) -> str:
    return word.removeprefix(f"{ROOT}{os.sep}")
