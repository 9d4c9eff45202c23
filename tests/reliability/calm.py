"""The same order on a day when nothing dies: what its journal and its mails should be."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from app.commands.dump import snapshot
from app.config import Config
from app.db import reading
from app.jobs.connectors import connectors
from tests.fixtures.cast import Cast
from tests.fixtures.empty_house import opened
from tests.journeys.test_new_software import FIGMA, bought_and_installed
from tests.reliability.plain import plain

Told = tuple[list[str], Counter[tuple[str, str]]]


def told(dump: dict[str, list[dict[str, Any]]], number: str) -> Told:
    """The kinds of a request's journal entries in order, and how many mails of which kind went to whom.

    What its clocks say is left out: when a breach is noticed depends on how long everything took.
    """
    request = int(number[4:])
    entries = sorted((row["seq"], row["kind"]) for row in dump["journal"] if row["request_id"] == request)
    letters = [json.loads(row["payload"]) for row in dump["outbox"] if row["request_id"] == request]
    kinds = [kind for _, kind in entries if not kind.startswith("clock.")]
    return kinds, Counter((letter["kind"], letter["to"]) for letter in letters if letter["kind"] != "clock")


def told_on_a_calm_day(furnished: Path, folder: Path) -> Told:
    """Two seats of Figma, reminded once, approved and delivered in one process in `folder`."""
    folder.mkdir()
    shutil.copyfile(furnished, folder / "laneway.db")
    with opened(Config(var=folder, demo=True)) as app:
        cast = Cast(dict(connectors(app.extensions["laneway"])))
        number = cast.marta.orders("new_software", FIGMA)
        cast.later(days=2, minutes=1)
        cast.jonas.approves(number)
        bought_and_installed(cast, number)
        cast.marta.does(number, "Confirm that it works", confirmed=True)
        cast.works()
        with reading():
            return told(plain(snapshot()), number)
