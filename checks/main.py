"""`laneway check`: every check on one line, the complaints under it; exit code 1 when one of them failed."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from checks import borrowed, documents, pictures, pins, translations, unsaid
from launcher.places import ROOT, VENV

Complaints = list[str]


def main(words: list[str]) -> int:
    """Runs all checks, or those whose names are among `words`."""
    chosen = {name: check for name, check in CHECKS.items() if not words or name in words}
    if unknown := set(words) - set(CHECKS):
        print(f"laneway check: there is no check {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}.")
        return 2
    failed = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, complaints in zip(chosen, pool.map(lambda check: check(), chosen.values()), strict=True):
            print(f"{'FAILED' if complaints else 'ok':<7} {name}", flush=True)
            print("".join(f"        {line}\n" for line in complaints), end="", flush=True)
            failed += bool(complaints)
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


def tool(*command: str) -> Callable[[], Complaints]:
    """A check that is a program of .venv: what it prints is the complaint when it fails."""

    def run() -> Complaints:
        words = [str(VENV / "bin" / command[0]), *command[1:]]
        done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return (done.stdout.splitlines() or [f"exit code {done.returncode}"]) if done.returncode else []

    return run


def items() -> Complaints:
    """The diagrams, forms and their texts, as `laneway lint` judges them."""
    command = [sys.executable, "-m", "app.cli", "lint"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.splitlines() if done.returncode else []


CHECKS: dict[str, Callable[[], Complaints]] = {
    "ruff": tool("ruff", "check", "--quiet", "--output-format=concise"),
    "format": tool("ruff", "format", "--check", "--quiet"),
    "types": tool("mypy"),
    "imports": tool("lint-imports", "--no-logo"),
    "translations": translations.complaints,
    "unsaid": unsaid.complaints,
    "items": items,
    "documents": documents.complaints,
    "pictures": pictures.complaints,
    "pins": pins.complaints,
    "borrowed": borrowed.complaints,
}
