"""New software, ordered and delivered while every part is killed on both sides of every commit.

Real processes, real Redis, real PostgreSQL and SQLite. `deaths` are explained in mortal/sitecustomize.py. The first
seed visits every commit point; LANEWAY_SEEDS=50 plays more, each another choice of deaths and parts.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.config import Config
from app.db import db, transaction
from app.factory import create_app
from app.operations import demo_tokens
from bench.chaos import promises as checks
from launcher import embedded_postgres
from launcher.refusals import Refusal
from tests.fixtures.house import furnish
from tests.fixtures.outside import Sink
from tests.journeys.test_new_software import CHEAP, FIGMA, NEW
from tests.reliability.calm import told, told_on_a_calm_day
from tests.reliability.client import Client
from tests.reliability.parts import Parts

SEEDS = range(int(os.environ.get("LANEWAY_SEEDS", "1")))
SUBMITTING = ["before submit", "after submit"]
COMPLETING = ["before complete", "after complete"]
MAILING = ["before mail-claimed", "after mail-claimed", "before mail-settled", "after mail-settled"]
RINGING = ["before timer-claimed", "after timer-claimed", "before timer-settled", "after timer-settled"]
CALLING = ["before call-claimed", "after call-claimed", "before call-settled", "after call-settled"]
LIVELY = ("outbox", '"call"')
GRANTING = [*CALLING[:2], "before grant", "after grant", *CALLING[2:]]


class Run:
    """One journey of several requests. `seed` 0 dies everywhere, the others here and there."""

    def __init__(self, parts: Parts, client: Client, seed: int) -> None:
        self.parts, self.client, self.seed = parts, client, seed
        self.chance = random.Random(seed)

    def dying(self, deaths: list[str], act: Callable[[], Any]) -> Any:
        """Do `act` while the processes die as told; returns when the last of these deaths has come."""
        chosen = deaths if self.seed == 0 else [death for death in deaths if self.chance.random() < 0.5]
        self.parts.deaths.write_text("\n".join(chosen))
        done = act()
        self.parts.tended_until(lambda: not self.parts.deaths.read_text(), "everybody died who had to")
        return done

    def without(self, part: str) -> None:
        """Kill a part (another one for other seeds); the next act begins without it."""
        self.parts.kill(
            part if self.seed == 0 and part in self.parts.killable else self.chance.choice(self.parts.killable)
        )

    def orders(self, data: dict[str, Any]) -> str:
        number: str = self.client.post("marta", "/requests", {"item": "new_software", "data": data})["number"]
        return number

    def does(self, login: str, number: str, name: str, **answers: Any) -> None:
        task = self.client.task(number, name)
        done = self.client.post(login, f"/tasks/{task}/complete", {"data": answers})
        assert done["task"]["state"] == "completed"

    def reminded(self, number: str) -> bool:
        """Whether the reminder's timer has fired, and its call is done."""
        return any(
            entry["kind"] == "call.done" for entry in self.client.get("admin", f"/requests/{number}/journal")["items"]
        )

    def play(self) -> list[str]:
        """The numbers of the requests, all fulfilled."""
        figma = self.dying(SUBMITTING + MAILING, lambda: self.orders(FIGMA))
        self.without("redis")
        numbers = [figma, self.orders(NEW), self.orders(CHEAP)]
        self.dying(RINGING + CALLING, lambda: self.parts.say("clock", "+2d1m"))
        self.parts.tended_until(lambda: all(map(self.reminded, numbers[:2])), "both approvers are reminded")
        self.without("database")
        self.dying(COMPLETING, lambda: self.does("jonas", figma, "Decide", decision="approve"))
        self.does("piotr", numbers[1], "Decide", decision="approve")
        self.does("jonas", numbers[1], "Decide", decision="approve")
        self.without("scheduler")
        for number in numbers:
            self.does("bela", number, "Buy the licence", order_number="PO-20417", licence_key="F-1", paid=480)
            self.does("dan", number, "Test it", passed=True)
        self.dying(GRANTING, lambda: self.does("eva", figma, "Install it"))
        self.without("web")
        for number in numbers[1:]:
            self.does("eva", number, "Install it")
        for number in numbers:
            self.does("marta", number, "Confirm that it works", confirmed=True)
        return numbers

    def rest(self) -> checks.Dump:
        """The dump once nothing is left to be sent."""
        left = " UNION ALL ".join(f"SELECT id FROM {table} WHERE state IN ('ready', 'leased')" for table in LIVELY)
        self.parts.tended_until(lambda: self.parts.read(left) == [], "the house comes to rest")
        return self.parts.dump()


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_is_lost_whatever_dies(
    kind: str, seed: int, sink: Sink, tmp_path: Path, furnished_sqlite: Path
) -> None:
    with database(kind, tmp_path, furnished_sqlite) as (url, server), Parts(tmp_path, url, server, sink.port) as parts:
        run = Run(parts, Client(parts, _tokens(tmp_path, url)), seed)
        try:
            numbers = run.play()
            dump = run.rest()
        except (Refusal, AssertionError) as error:
            error.add_note(parts.last_words())
            raise
    letters = [
        (recipient, str(letter["Message-ID"])) for recipients, letter in sink.letters for recipient in recipients
    ]
    found = [*checks.whole(dump), *checks.settled(dump, numbers), *checks.letters_arrived(dump, letters)]
    assert found == [], f"seed {seed}"
    assert told(dump, numbers[0]) == told_on_a_calm_day(furnished_sqlite, tmp_path / "calm")


@contextmanager
def database(kind: str, folder: Path, furnished: Path) -> Iterator[tuple[str, embedded_postgres.Server | None]]:
    """URL and server of a furnished database that keeps what it commits."""
    if kind == "sqlite":
        shutil.copyfile(furnished, folder / "laneway.db")
        yield "", None
        return
    place = Path(tempfile.mkdtemp(prefix="laneway-pg-"))
    server = embedded_postgres.Server(place, durable=True)
    try:
        server.start()
        furnish(Config(var=folder, database_url=server.url, demo=True))
        yield server.url, server
    finally:
        server.stop()
        shutil.rmtree(place)


def _tokens(folder: Path, url: str) -> dict[str, str]:
    with create_app(Config(var=folder, database_url=url, demo=True)).app_context():
        with transaction():
            made = demo_tokens.make_all("tests")
        db.session.remove()
        db.engine.dispose()
    return made
