"""Whose an item is, and what others who draw may do with it, in a house that leaves it to owners and in one that does
not.
"""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask

from app.config import ROOT
from app.db import reading, transaction
from app.operations import house, leaving, ownership, people
from app.operations.permissions import LANEWAY, actor_of
from tests.fixtures.callers import Browser, Caller, person

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
KEY = "new_software"
TOLD = "This item belongs to Olivia Kern"
DIAGRAM = (ROOT / "bpmn" / f"{KEY}.bpmn").read_text()


@pytest.fixture
def drawers(request: pytest.FixtureRequest) -> None:
    """Nora draws as Olivia does, who owns the shipped items."""
    request.getfixturevalue("house" if "house" in request.fixturenames else "sqlite_house")
    with transaction():
        people.add(LANEWAY, "nora", {"name": "Nora Lind", "roles": ["process_owner"]})


@pytest.fixture
def owners_only(drawers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "_config", replace(house.config(), owners_only=True))


def draft_of(browser: Browser) -> int:
    answer = browser.submit(f"/studio/{KEY}/1/draft")
    assert answer.status_code in (302, 303)
    return int(answer.location.rpartition("/")[2])


def files(diagram: str, publish: str = "true") -> dict[str, object]:
    return {"files[]": (BytesIO(diagram.encode()), f"{KEY}.bpmn"), "publish": publish}


def test_everybody_who_draws_publishes_where_nothing_is_set(
    sqlite_house: Flask, drawers: None, browser_of: BrowserOf
) -> None:
    nora = browser_of("nora")
    assert TOLD not in nora.get(f"/studio/{KEY}").text
    assert nora.submit(f"/studio/{KEY}/{draft_of(nora)}/publish").status_code in (302, 303)
    assert nora.submit(f"/studio/{KEY}/2/retire").status_code in (302, 303)


def test_the_owner_alone_publishes_and_others_are_told_whom_to_ask(
    house: Flask, owners_only: None, browser_of: BrowserOf, program: Program
) -> None:
    nora = browser_of("nora")
    number = draft_of(nora)
    page = nora.get(f"/studio/{KEY}").text
    assert TOLD in page
    assert f"/studio/{KEY}/{number}/publish" not in page
    asked = nora.get(f"/studio/{KEY}/{number}/publish").text
    assert TOLD in asked
    assert 'name="note"' not in asked
    assert nora.submit(f"/studio/{KEY}/{number}/publish").status_code == 403
    answer = program("nora").post(f"/api/v1/definitions/{KEY}/versions/{number}/publish")
    assert answer.status_code == 403
    assert TOLD in answer.json["detail"]
    assert program("nora").post(f"/api/v1/definitions/{KEY}/versions/1/retire").status_code == 403
    assert f"/studio/{KEY}/{number}/publish" in browser_of("olivia").get(f"/studio/{KEY}").text
    assert program("olivia").post(f"/api/v1/definitions/{KEY}/versions/{number}/publish").json["state"] == "published"


@pytest.mark.parametrize("login", ["admin", "paul"])
def test_who_answers_for_all_publishes(sqlite_house: Flask, owners_only: None, program: Program, login: str) -> None:
    assert program(login).post(f"/api/v1/definitions/{KEY}/versions/1/retire").status_code == 200


def test_files_are_no_way_around_it(sqlite_house: Flask, owners_only: None, program: Program) -> None:
    """Nor is a diagram that names somebody else: the live version says whose the item is."""
    stolen = DIAGRAM.replace('name="owner" value="olivia"', 'name="owner" value="nora"')
    nora = program("nora")
    assert nora.post("/api/v1/definitions", files(stolen)).status_code == 403
    made = nora.post("/api/v1/definitions", files(stolen, "false"))
    assert made.json["state"] == "draft"
    path = f"/api/v1/definitions/{KEY}/versions/{made.json['version']}/publish"
    assert nora.post(path).status_code == 403
    other = DIAGRAM.replace(f'id="{KEY}"', 'id="a_thing_of_noras"').replace(f'"{KEY}"', '"a_thing_of_noras"')
    new = {"files[]": (BytesIO(other.encode()), "a.bpmn"), "publish": "true"}
    assert nora.post("/api/v1/definitions", new).status_code == 201


def test_a_draft_is_discarded_by_who_drew_it_and_by_the_owner(
    sqlite_house: Flask, owners_only: None, browser_of: BrowserOf
) -> None:
    nora, olivia = browser_of("nora"), browser_of("olivia")
    hers, his = draft_of(olivia), draft_of(nora)
    assert nora.submit(f"/studio/{KEY}/{hers}/discard").status_code == 403
    page = nora.get(f"/studio/{KEY}").text
    assert f'id="discard-{his}"' in page
    assert f'id="discard-{hers}"' not in page
    assert nora.submit(f"/studio/{KEY}/{his}/discard").status_code in (302, 303)
    assert olivia.submit(f"/studio/{KEY}/{hers}/discard").status_code in (302, 303)


def test_a_co_owner_may_what_the_owner_may(sqlite_house: Flask, owners_only: None, program: Program) -> None:
    shared = '<zeebe:property name="owner" value="olivia"/><zeebe:property name="co_owners" value="eva, nora"/>'
    together = DIAGRAM.replace('<zeebe:property name="owner" value="olivia"/>', shared)
    made = program("olivia").post("/api/v1/definitions", files(together)).json
    assert made["state"] == "published"
    assert program("nora").post(f"/api/v1/definitions/{KEY}/versions/{made['version']}/retire").status_code == 200
    assert program("nora").post(f"/api/v1/definitions/{KEY}/versions/1/retire").status_code == 200
    with reading():
        assert ownership.of_item(KEY) == ("olivia", "eva", "nora")  # also when nothing of it is in the catalogue


def test_the_owner_has_left(sqlite_house: Flask, owners_only: None, browser_of: BrowserOf) -> None:
    nora = browser_of("nora")
    with transaction():
        leaving.deactivate(LANEWAY, "olivia")
    assert "Whoever owned this item has left" in nora.get(f"/studio/{KEY}").text
    with reading():
        assert ownership.may_release(actor_of(person("paul")), KEY)


def test_an_item_without_an_owner_is_everybodys(sqlite_house: Flask, owners_only: None, program: Program) -> None:
    free = DIAGRAM.replace('<zeebe:property name="owner" value="olivia"/>', "")
    made = program("olivia").post("/api/v1/definitions", files(free)).json
    assert program("nora").post(f"/api/v1/definitions/{KEY}/versions/{made['version']}/retire").status_code == 200


def test_whose_it_is_says_what_was_published_last_and_not_the_highest_number(
    sqlite_house: Flask, owners_only: None, program: Program
) -> None:
    olivia, nora = program("olivia"), program("nora")
    handed = DIAGRAM.replace('name="owner" value="olivia"', 'name="owner" value="nora"')
    assert olivia.post("/api/v1/definitions", files(handed, "false")).json["version"] == 2
    assert olivia.post("/api/v1/definitions", files(DIAGRAM)).json["state"] == "published"
    assert olivia.post(f"/api/v1/definitions/{KEY}/versions/2/publish").json["state"] == "published"
    assert nora.post(f"/api/v1/definitions/{KEY}/versions/2/retire").status_code == 200
    with reading():
        assert ownership.of_item(KEY) == ("nora",)
