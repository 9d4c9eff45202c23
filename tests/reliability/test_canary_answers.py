"""What people type into fields that a form calls secret reaches the process and what it calls, and nobody else."""

import json
from collections.abc import Callable

import pytest
from flask import Flask

from app.commands.dump import snapshot
from app.db import reading, session, transaction
from app.jobs.connectors import connectors
from app.models.approval import Approval
from app.operations import importing
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.cast import Cast, Recorder
from tests.reliability.plain import plain
from tests.reliability.test_planted import ITEM

SECRETS = ORDERED, NOTED = "canary-ordered-4c1", "canary-noted-77a"
PEOPLE = ("marta", "jonas", "admin")
Looked = Callable[[str, int], dict[str, str]]


PIN = {"type": "textfield", "id": "pin", "key": "pin", "label": "PIN"}


def hidden(form: bytes, key: str) -> bytes:
    """The form, with a field of that key that it calls secret."""
    read = json.loads(form)
    if key == "pin":
        read["components"].append(PIN)
    [field] = [one for one in read["components"] if one["key"] == key]
    field["properties"] = {"secret": "true"}
    return json.dumps(read).encode()


@pytest.fixture
def outside() -> Recorder:
    """The other side, which gets the call."""
    return Recorder("http")


@pytest.fixture
def cast(sqlite_house: Flask, outside: Recorder) -> Cast:
    """A house with an errand whose mood is secret, and the approver's PIN too."""
    files = {path.name: path.read_bytes() for path in ITEM.iterdir()}
    files["order.form"] = hidden(files["order.form"], "mood")
    files["approve.form"] = hidden(files["approve.form"], "pin")
    with transaction():
        row = importing.import_files(files)
        assert row.state == "published", row.problems
    return Cast({**connectors(sqlite_house.extensions["laneway"]), "http": outside})


def test_who_needs_it_has_it_and_nobody_else(cast: Cast, outside: Recorder, looked: Looked) -> None:
    words = {"reference": "a", "mood": ORDERED, "wait": "PT1H", "patience": "PT9H", "target": "http://127.0.0.1:9/"}
    number = cast.marta.orders("errand", words)
    task = cast.jonas.task(number).id
    found = looked(number, task)
    cast.jonas.approves(number, pin=NOTED)
    found |= {f"{where}, decided": text for where, text in looked(number, task).items()}
    cast.works()
    assert ORDERED in str(outside.orders[0]), "the call has it whole"
    assert (cast.variables(number)["mood"], cast.variables(number)["pin"]) == SECRETS
    assert [(one, where) for one in SECRETS for where, text in found.items() if one in text] == []
    assert all(
        "***" in text for where, text in found.items() if where.startswith(("dump", f"marta requests/{number} "))
    )


@pytest.fixture
def looked(browser_of: Callable[[str], Browser], program: Callable[[str], Caller]) -> Looked:
    """What everybody reads of a request and a task, on pages and as programs, and what is dumped."""
    browsers, programs = {one: browser_of(one) for one in PEOPLE}, {one: program(one) for one in PEOPLE}

    def everything(number: str, task: int) -> dict[str, str]:
        with reading():
            pages = [f"/decisions/{one.id}" for one in session().query(Approval.id)]
        pages += [f"/requests/{number}", f"/tasks/{task}", "/inbox", "/requests", "/journal", "/insights/requests.csv"]
        answers = [f"requests/{number}", f"requests/{number}/journal", f"tasks/{task}", "requests"]
        found = {f"{one} {path}": browsers[one].get(path).text for one in PEOPLE for path in pages}
        found |= {f"{one} {path} ": programs[one].get(f"/api/v1/{path}").text for one in PEOPLE for path in answers}
        assert programs["marta"].get(f"/api/v1/requests?q={ORDERED}").json["items"] == []
        with reading():
            return found | {"dump": json.dumps(plain(snapshot()))}

    return everything
