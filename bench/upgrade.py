"""`laneway bench upgrade`: is a house upgraded while it runs? The release before and this one work side by side.

The commit before the newest migration is taken out of git, furnishes a database and opens its web and worker. Then the
tables are brought to this release under it, this release's web and worker open beside it, and orders go on through
both. The last line is one JSON object; 1 when a promise was broken, 2 when git does not know the commit before.
"""

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

from app.config import ROOT
from bench.chaos import effects, history, promises
from bench.chaos.outside import Effects
from bench.release import Release
from launcher import embedded_postgres
from launcher.refusals import Refusal
from launcher.waiting import until

ITEM = ROOT / "bench" / "chaos" / "item"
PATIENCE = 120.0
Json = dict[str, Any]


def main(argv: list[str]) -> int:
    """0 when everything held."""
    parser = argparse.ArgumentParser(prog="laneway bench upgrade", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql")
    parser.add_argument("--json", action="store_true", help="accepted like everywhere; the last line is JSON anyway")
    given = parser.parse_args(argv)
    try:
        before = commit_before()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    report = run(before, given.database)
    print(json.dumps(report))
    return 1 if report["violations"] else 0


def commit_before() -> str:
    """The newest commit with fewer migrations than there are, all of which are still there. Raises Refusal."""
    here = {path.name for path in (ROOT / "migrations" / "versions").glob("0*.py")}
    for commit in _git("log", "--format=%H", "--", "migrations/versions").split():
        listed = _git("ls-tree", "--name-only", f"{commit}^", "migrations/versions/").split()
        there = {Path(name).name for name in listed if "/0" in name}
        if there and there < here:
            return _git("rev-parse", "--short", f"{commit}^").strip()
    raise Refusal("The history holds no commit with the migrations before the newest; a shallow clone has none.")


def run(before: str, database: str) -> Json:
    """What came of it: orders of each time, and what was found broken."""
    with tempfile.TemporaryDirectory(prefix="laneway-upgrade-") as name, Effects(1) as outside:
        folder, old_tree = Path(name), Path(name) / "before"
        with tarfile.open(fileobj=BytesIO(_git_bytes("archive", before))) as tree:
            tree.extractall(old_tree, filter="data")
        with _database(database, folder) as url:
            leads = {"DATABASE_URL": url, "HTTP_ALLOW": f"127.0.0.1:{outside.port}", "VAR": str(folder / "var")}
            old, new = Release(old_tree, leads), Release(ROOT, leads)
            try:
                tokens = old.furnish(ITEM)
                numbers = _worked(old, new, tokens, f"http://127.0.0.1:{outside.port}/")
                dump = new.dump()
            finally:
                old.close()
                new.close()
        found = [*promises.whole(dump), *promises.settled(dump, numbers), *effects.applied(outside.ledger, dump)]
        found += [*history.legal(dump), *history.verifies(dump["journal"])]
        migrations = sorted(new.migrations() - old.migrations())
    facts = {"before": before, "database": database, "migrations": migrations, "requests": len(numbers)}
    return {**facts, "violations": len(found), "found": found[:20]}


class Unseen(Refusal):
    """404: it is not there, or not shown to whoever asks."""


class Desk:
    """Does everybody's part over either release's API."""

    def __init__(self, tokens: dict[str, str], target: str) -> None:
        self.numbers: list[str] = []
        self._tokens, self._target = tokens, target

    def order(self, release: Release) -> None:
        data = {"reference": f"marta-{len(self.numbers)}", "mood": "good", "wait": "PT1S", "patience": "PT30M"}
        made = self._call(release, "marta", "/requests", {"item": "errand", "data": {**data, "target": self._target}})
        self.numbers.append(made["number"])

    def arrives(self, release: Release, place: int) -> None:
        words = {"name": "errand-arrived", "correlation_key": f"marta-{place}", "data": {}}
        self._call(release, "admin", "/messages", words)

    def does(self, release: Release, who: str, place: int, answer: Json) -> None:
        """As soon as the task is there."""
        found: list[int] = []

        def look() -> bool:
            try:
                tasks = self._call(release, who, f"/requests/{self.numbers[place]}")["tasks"]
            except Unseen:  # until it is theirs to do, it is not shown to them
                return False
            found[:] = [task["id"] for task in tasks if task.get("state", "open") == "open"]
            return bool(found)

        until(look, f"{who} has something to do in {self.numbers[place]}", PATIENCE)
        self._call(release, who, f"/tasks/{found[0]}/complete", {"data": answer})

    def outcome(self, release: Release, place: int) -> str | None:
        ended: str | None = self._call(release, "marta", f"/requests/{self.numbers[place]}")["outcome"]
        return ended

    def _call(self, release: Release, who: str, path: str, body: Json | None = None) -> Any:
        request = urllib.request.Request(f"http://127.0.0.1:{release.port}/api/v1{path}")
        request.add_header("Authorization", f"Bearer {self._tokens[who]}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            told = error.read().decode()
            error.close()
            kind = Unseen if error.code == HTTPStatus.NOT_FOUND else Refusal
            raise kind(f"{who} {path} at {release.tree.name}: {error.code} {told[:500]}") from error


def _worked(old: Release, new: Release, tokens: dict[str, str], target: str) -> list[str]:
    """Six orders: two from before, two of the old release on the new tables, two while both work."""
    desk, yes, look = Desk(tokens, target), {"decision": "approve"}, {"note": "Well."}
    old.open()
    desk.order(old)
    desk.order(old)
    desk.does(old, "jonas", 0, yes)
    new.migrate()
    desk.order(old)
    desk.order(old)
    desk.does(old, "jonas", 1, yes)
    desk.does(old, "jonas", 2, yes)
    new.open()
    desk.order(new)
    desk.order(old)
    for place, release in ((3, new), (4, old), (5, new)):
        desk.does(release, "jonas", place, yes)
    both = (old, new)
    for place in range(len(desk.numbers)):
        desk.arrives(both[place % 2], place)
    for place in range(len(desk.numbers)):
        desk.does(both[(place + 1) % 2], "bela", place, look)
    for place in range(len(desk.numbers)):
        until(lambda place=place: desk.outcome(new, place) == "fulfilled", "it ends", PATIENCE)  # type: ignore[misc]
    new.settles()
    return desk.numbers


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    (folder / "var").mkdir()
    if kind == "postgresql":
        with embedded_postgres.running(durable=True) as url:
            yield url
    else:
        yield f"sqlite:///{folder / 'var' / 'laneway.db'}"


def _git(*words: str) -> str:
    return _git_bytes(*words).decode()


def _git_bytes(*words: str) -> bytes:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True)
    if done.returncode:
        raise Refusal(f"git {words[0]}: {done.stderr.decode().strip()}")
    return done.stdout
