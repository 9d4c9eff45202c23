"""Stamps: a file that holds the hash of what a step was made from, so that the next start skips the step."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """SHA-256 over the names and contents of `files` (in the order given) and over `words`."""
    digest = hashlib.sha256()
    for word in words:
        digest.update(word.encode() + b"\0")
    for file in files:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_current(stamp: Path, print_: str) -> bool:
    """Tells whether the step that left `stamp` was made from exactly this fingerprint."""
    return stamp.is_file() and stamp.read_text().strip() == print_
