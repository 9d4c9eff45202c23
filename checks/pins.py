"""No unpinned dependency: exact versions where people write them, hashes where the machine reads them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from launcher.places import FRONTEND, LOCKS, ROOT, UV_LOCK

EXACT = re.compile(r"^\d+(\.\d+)*([-+.][0-9A-Za-z.-]+)?$")


def complaints() -> list[str]:
    """One line for each dependency that is not pinned."""
    written = [line for name in ("requirements.in", "requirements-dev.in") for line in unpinned(ROOT / name)]
    locked = [line for lock in (*LOCKS.values(), UV_LOCK) for line in without_hash(lock)]
    npm = [line for folder in (FRONTEND, ROOT / "tests" / "browser" / "chromium") for line in npm_complaints(folder)]
    return [*written, *locked, *disagreements(LOCKS["run"], LOCKS["dev"]), *npm]


def unpinned(file: Path) -> Iterator[str]:
    """Lines of a requirements.in that name a package without `==`."""
    for line in file.read_text().splitlines():
        wanted = line.partition("#")[0].strip()
        if wanted and not wanted.startswith("-r ") and "==" not in wanted:
            yield f"{file.name}: {wanted} has no exact version (==)"


def without_hash(lock: Path) -> Iterator[str]:
    """Entries of a lock that have no version or no hash."""
    for entry in entries(lock):
        if "==" not in entry or "--hash=sha256:" not in entry:
            yield f"{lock.name}: {entry.split()[0]} has no exact version or no hash"


def disagreements(run: Path, dev: Path) -> Iterator[str]:
    """Entries of the run lock that the dev lock lacks: the tests would not test what runs."""
    tested = {entry.split()[0] for entry in entries(dev)}
    for entry in entries(run):
        if entry.split()[0] not in tested:
            yield f"{dev.name}: lacks {entry.split()[0]} of {run.name}; lock both again"


def entries(lock: Path) -> list[str]:
    """The logical lines of a lock: continued lines joined, comments left out."""
    lines = [line for line in lock.read_text().splitlines() if not line.lstrip().startswith("#")]
    return [entry.strip() for entry in "\n".join(lines).replace("\\\n", " ").splitlines() if entry.strip()]


def npm_complaints(folder: Path) -> Iterator[str]:
    """Ranges in package.json; lock entries without a hash, and those that name a registry (`resolved`)."""
    package = json.loads((folder / "package.json").read_text())
    for kind in ("dependencies", "devDependencies", "optionalDependencies"):
        for name, version in package.get(kind, {}).items():
            if not EXACT.match(version):
                yield f"{folder.name}/package.json: {name} {version} is not an exact version"
    for path, entry in json.loads((folder / "package-lock.json").read_text())["packages"].items():
        if "resolved" in entry:
            yield f"{folder.name}/package-lock.json: {path} names a registry (resolved)"
        if path and not entry.get("link") and not entry.get("inBundle") and "integrity" not in entry:
            yield f"{folder.name}/package-lock.json: {path} has no hash"
