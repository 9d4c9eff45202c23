"""Two releases on one house, the later of which writes a format of the engine's state that the earlier cannot read.

Real processes; on SQLite, too, with LANEWAY_SEEDS=2. It is more than an upgrade asks for (a release writes what the
one before reads): a release was passed over, or the way back was taken. People come to both; what the earlier must
not touch it answers with 503, and its workers leave it alone. Nothing is lost, no try is counted, nobody is called.
"""

import http
import json
import os
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.commands.dump import snapshot
from app.config import ROOT
from app.db import db, reading, transaction
from app.operations import demo_tokens, importing
from bench.chaos import effects, history, promises
from bench.chaos.outside import Effects
from bench.release import Release
from bench.upgrade import ITEM
from launcher.waiting import until
from tests.reliability.plain import plain

PLANTED = Path(__file__).parent / "next_format"
KINDS = ["postgresql", "sqlite"] if int(os.environ.get("LANEWAY_SEEDS", "1")) > 1 else ["postgresql"]
ORDERS = 6
REFUSED = 10  # an approval, a message and a look for half of them at least, but for one approval that began elsewhere
LONG = 120.0
Json = dict[str, Any]


class Well(Effects):
    """An other side that does what it is asked, so that every try would be this house's fault."""

    def _mood(self, reference: str) -> str:
        return "well"


class People:
    """Everybody over both releases: a deed begins at one of them, and goes to the other where that says "not now"."""

    def __init__(self, releases: tuple[Release, Release], tokens: dict[str, str]) -> None:
        self.releases, self._tokens = releases, tokens
        self.said = Counter[tuple[int, int]]()

    def post(self, login: str, path: str, body: Json, first: int) -> Json:
        """The answer, which either release gives again to the same key."""
        key = str(uuid4())
        answer = self._insist(login, path, body, key, first)
        assert self._insist(login, path, body, key, 1 - first) == answer
        return answer

    def get(self, login: str, path: str, at: int) -> Json:
        answer = self._ask(login, path, None, "", at)
        assert answer is not None, f"{path} is not shown by release {at}"
        return answer

    def does(self, login: str, number: str, answers: Json, first: int) -> None:
        """As soon as there is a task of theirs."""
        found: list[Json] = []

        def look() -> bool:
            tasks = self.get("admin", f"/requests/{number}", first)["tasks"]
            found[:] = [task for task in tasks if task.get("state", "open") == "open"]
            return bool(found)

        until(look, f"{login} has something to do in {number}", LONG)
        done = self.post(login, f"/tasks/{found[0]['id']}/complete", {"data": answers}, first)
        assert done["task"]["state"] == "completed"

    def _insist(self, login: str, path: str, body: Json, key: str, first: int) -> Json:
        answers: list[Json] = []
        turns = iter(range(first, 1_000_000))

        def tried() -> bool:
            answer = self._ask(login, path, body, key, next(turns) % 2)
            answers.extend([answer] if answer is not None else [])
            return bool(answers)

        until(tried, f"{path} is answered", LONG)
        return answers[0]

    def _ask(self, login: str, path: str, body: Json | None, key: str, at: int) -> Json | None:
        request = urllib.request.Request(f"http://127.0.0.1:{self.releases[at].port}/api/v1{path}")
        request.add_header("Authorization", f"Bearer {self._tokens[login]}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
            request.add_header("Idempotency-Key", key)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                self.said[at, response.status] += 1
                answer: Json = json.load(response)
                return answer
        except urllib.error.HTTPError as error:
            told = error.read().decode()
            error.close()
            self.said[at, error.code] += 1
            if (error.code, error.headers["Retry-After"]) != (http.HTTPStatus.SERVICE_UNAVAILABLE, "2"):
                pytest.fail(f"{login} {path} at release {at}: {error.code} {told}")
            return None


@pytest.mark.timeout(400)
@pytest.mark.parametrize("house", KINDS, indirect=True)
def test_two_releases_and_a_format_that_only_one_reads(house: Flask, tmp_path: Path) -> None:
    tokens, url = furnished(house)
    with Well(1) as outside:
        leads = {"DATABASE_URL": url, "HTTP_ALLOW": f"127.0.0.1:{outside.port}", "VAR": str(tmp_path)}
        releases = (Release(ROOT, leads), Release(ROOT, leads, PLANTED))
        people = People(releases, tokens)
        try:
            for release in releases:
                release.start("web", "worker")
            for release in releases:
                release.answers()
            numbers = worked(people, f"http://127.0.0.1:{outside.port}/")
            until(lambda: not left(), "every mail has left", LONG)
        except AssertionError as error:
            error.add_note("\n".join(log.read_text(errors="replace")[-3000:] for log in tmp_path.glob("*.log")))
            raise
        finally:
            for release in releases:
                release.close()
    dump = seen()
    assert broken(dump, numbers, outside) == []
    assert dump["incidents"] == []
    assert {row["attempts"] for row in dump["calls"] + dump["timers"] if row["state"] == "done"} == {1}
    assert people.said[0, 503] >= REFUSED, "it says nothing where the earlier release has met no later format"
    assert people.said[1, 503] == 0


def furnished(app: Flask) -> tuple[dict[str, str], str]:
    """Everybody's token, and where the house is, which this process leaves to others."""
    with transaction():
        made = importing.import_files({path.name: path.read_bytes() for path in ITEM.iterdir()})
        assert made.state == "published", made.problems
    with transaction():
        tokens = demo_tokens.make_all("tests")
    url = db.engine.url.render_as_string(hide_password=False)
    db.session.remove()
    db.engine.dispose()
    return tokens, url


def seen() -> promises.Dump:
    """The house as it is."""
    with reading():
        return plain(snapshot())


def left() -> list[Json]:
    """What is still to go out."""
    return [row for row in seen()["outbox"] if row["state"] in ("ready", "leased")]


def worked(people: People, target: str) -> list[str]:
    """Orders that go through both, each deed first to the earlier release where the later one has been before."""
    numbers = []
    for place in range(ORDERS):
        data = {"reference": f"marta-{place}", "mood": "good", "wait": "PT1S", "patience": "PT30M", "target": target}
        made = people.post("marta", "/requests", {"item": "errand", "data": data}, place % 2)
        numbers.append(made["number"])
    for place, number in enumerate(numbers):
        people.does("jonas", number, {"decision": "approve"}, int(place in (2, 3)))
    for place in range(ORDERS):
        words = {"name": "errand-arrived", "correlation_key": f"marta-{place}", "data": {}}
        people.post("admin", "/messages", words, 0)
    for number in numbers:
        people.does("bela", number, {"note": "Well."}, 0)
    for number in numbers:
        assert people.get("marta", f"/requests/{number}", 0)["outcome"] == "fulfilled"
    return numbers


def broken(dump: promises.Dump, numbers: list[str], outside: Effects) -> list[str]:
    """I0 is the caller's: it counts what the earlier release refused."""
    found = [*promises.whole(dump), *promises.settled(dump, numbers), *effects.applied(outside.ledger, dump)]
    found += [*effects.poison(dump), *effects.left(dump), *effects.told(dump), *history.legal(dump)]
    return [*found, *history.verifies(dump["journal"])]
