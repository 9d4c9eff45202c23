"""How requests end: stars and grounds are counted, the unhappy flagged; what came back and what belongs together."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from app.catalogue import forms
from app.config import ROOT
from tests.app.web.api.test_journey import ordered
from tests.app.web.test_pages import text_of
from tests.fixtures.callers import Browser, Caller

BrowserOf = Callable[[str], Browser]
Program = Callable[[str], Caller]


def rejected(browser_of: BrowserOf, program: Program) -> str:
    number = str(ordered(program("dan"))["number"])
    page = browser_of("grace").get("/tasks/1").text
    assert '<option value="no_budget">' in page
    sent = {"decision": "reject", "reason": "Next year.", "ground": "no_budget"}
    assert browser_of("grace").submit("/tasks/1/complete", **sent).status_code == 302
    return number


def test_grounds_and_the_unhappy_are_counted(house: Flask, browser_of: BrowserOf, program: Program) -> None:
    number, paul = rejected(browser_of, program), browser_of("admin")
    assert "How people found it" not in paul.get("/insights").text
    browser_of("dan").submit(f"/requests/{number}/rate", stars="1", rating="Nobody told me why.")
    page = text_of(paul.get("/insights").text)
    assert "No budget" in page
    assert "Is being followed up" in page
    assert "Nobody told me why." in page
    follow = program("paul").get(f"/api/v1/requests/{number}/links").json["items"]
    assert [one["side"] for one in follow] == ["followed_up_by"]
    assert follow[0]["number"] in browser_of("dan").get(f"/requests/{number}").text


def test_it_came_back_as_a_new_linked_request(house: Flask, browser_of: BrowserOf, program: Program) -> None:
    asked = {"subject": "The lamp", "category": "it", "description": "It flickers."}
    dan, eva = browser_of("dan"), browser_of("eva")
    number = dan.submit("/items/general_request", **asked).location[-10:]
    eva.submit("/tasks/1/complete", result="done", answer="Changed.")
    assert "It came back" not in dan.get(f"/requests/{number}").text
    assert dan.submit(f"/requests/{number}/confirm", ok="yes").status_code == 302
    way = f"/items/general_request?again={number}&amp;back={number}"
    assert way in dan.get(f"/requests/{number}").text
    form = dan.get(way.replace("&amp;", "&")).text
    assert f'name="back" value="{number}"' in form
    again = dan.submit("/items/general_request", **asked, back=number).location[-10:]
    assert again in text_of(dan.get(f"/requests/{number}").text)
    assert f"Came back from The lamp {number}" in text_of(dan.get(f"/requests/{again}").text)


def test_made_for_another_from_the_catalogue(house: Flask, browser_of: BrowserOf, program: Program) -> None:
    number = str(ordered(program("dan"))["number"])
    dan = browser_of("dan")
    assert f'href="/items/general_request?parent={number}"' in dan.get(f"/?parent={number}").text
    asked = {"subject": "A mouse", "category": "it", "description": "For Figma.", "parent": number}
    child = dan.submit("/items/general_request", **asked).location[-10:]
    other = dan.submit("/items/general_request", **{**asked, "parent": ""}).location[-10:]
    assert f"Made for it A mouse {child} On its way" in text_of(dan.get(f"/requests/{number}").text)
    assert dan.submit(f"/requests/{number}/links", other=other).status_code == 302
    assert "Related" in text_of(dan.get(f"/requests/{other}").text)
    assert dan.submit(f"/requests/{number}/links/{other}/drop").status_code == 302
    links = program("dan").get(f"/api/v1/requests/{number}/links").json["items"]
    assert [(one["side"], one["number"]) for one in links] == [("child", child)]
    body = {"item": "general_request", "data": {**asked}, "parent": number}
    body["data"].pop("parent")
    assert program("dan").post("/api/v1/requests", json=body).status_code == 201


def test_a_no_without_words_opens_it_again(house: Flask, browser_of: BrowserOf, program: Program) -> None:
    asked = {"subject": "The lamp", "category": "it", "description": "It flickers."}
    number = program("dan").post("/api/v1/requests", json={"item": "general_request", "data": asked}).json["number"]
    assert program("dan").post(f"/api/v1/requests/{number}/confirm", json={"ok": False}).status_code == 409
    for text in ("", "It still flickers."):
        (task,) = program("eva").get("/api/v1/tasks?scope=groups").json["items"]
        done = {"data": {"result": "done", "answer": "Changed."}}
        assert program("eva").post(f"/api/v1/tasks/{task['id']}/complete", json=done).status_code == 200
        said = {"ok": False, **({"text": text} if text else {})}
        again = program("dan").post(f"/api/v1/requests/{number}/confirm", json=said)
        assert again.status_code == 200, again.json
        assert [one["name"] for one in again.json["tasks"]] == ["Take care of it"]
        shown = program("eva").get(f"/api/v1/tasks/{again.json['tasks'][0]['id']}").json["data"]
        assert shown["remark"] == (text or "Nothing was said about what is wrong.")


@pytest.mark.parametrize("path", sorted(ROOT.glob("forms/*/confirm.form")), ids=lambda path: path.parent.name)
def test_every_item_that_asks_takes_a_no_without_words(path: Path) -> None:
    form = forms.read(json.loads(path.read_text("utf-8")))
    given = {"confirmed": False, "remark": "Nothing was said about what is wrong."}
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    assert forms.clean(form, given, context={}, at=moment, zone="UTC").answers["confirmed"] is False
    diagram = (ROOT / "bpmn" / f"{path.parent.name}.bpmn").read_text("utf-8")
    assert "=confirmed = false</bpmn:conditionExpression>" in diagram
