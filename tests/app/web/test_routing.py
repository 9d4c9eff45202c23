"""The pages of how work finds its person: the skill matrix, "Why me?", giving back, the report."""

from collections.abc import Callable

from flask import Flask

from app.operations.skills import Given
from tests.app.operations.routed_items import given, holder, publish, step, task_of
from tests.fixtures.callers import Browser
from tests.fixtures.cast import Cast

MATRIX = {"login": ["dan", "piotr"], "skill-new": "SAP", "level-new-dan": "3", "level-new-piotr": "2", "most-dan": "8"}


def test_the_matrix_is_kept_by_who_answers_for_it(sqlite_house: Flask, browser_of: Callable[[str], Browser]) -> None:
    grace = browser_of("grace")
    assert "Piotr" in grace.get("/skills?group=infrastructure").text
    assert grace.submit("/skills/infrastructure", **MATRIX).status_code == 302
    shown = grace.get("/skills?group=infrastructure").text
    assert 'name="skill-1" value="SAP"' in shown
    wrong = grace.submit("/skills/infrastructure", login=["dan"], **{"most-dan": "many"})
    assert (wrong.status_code, 'value="many"' in wrong.text) == (422, True)
    jonas = browser_of("jonas")
    assert jonas.get("/skills?group=infrastructure").status_code == 404
    assert jonas.submit("/skills/infrastructure", **MATRIX).status_code == 404
    assert jonas.get("/skills").status_code == 200


def test_why_me_and_giving_back(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    publish("sap", step("work", assign="skills", skills="SAP >= 2"))
    given(cast, dan=Given({"SAP": 2}, "8"), piotr=Given({"SAP": 2}, "8"))
    number = cast.marta.orders("sap", {})
    dan, path = browser_of("dan"), f"/tasks/{task_of(number).id}"
    shown = dan.get(path).text
    assert "Why me?" in shown
    assert "Skill SAP ≥ 2: you, Piotr Wiśniewski." in shown
    assert "you had the least to do (0/8)" in shown
    assert dan.submit(f"{path}/refuse", reason="").status_code == 302
    assert holder(number) == "dan"
    dan.submit(f"{path}/refuse", reason="area", words="Not ours.")
    assert holder(number) == "piotr"
    assert "Dan Fischer oddał(a) to zadanie." in browser_of("piotr").get(path).text
    paul = browser_of("paul")
    assert "Nicht mein Gebiet" in paul.get("/insights/routing").text
    assert "sap,area,1" in paul.get("/insights/routing.csv").text
