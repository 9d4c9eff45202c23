"""Why somebody has a task whom its rule does not name, in the reader's language."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.language import using
from app.operations import reasons
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("Nobody was found by the rule of “Pay”: the item's owner gets it.", "„Pay“"),
        ("Nobody was found by the rule of “Pay”: the process managers get it.", "Prozessleitung"),
        ("Handed over at the door.", "Handed over at the door."),
        ("", ""),
    ],
)
def test_the_kept_sentence_is_said(why: str, said: str) -> None:
    assert reasons.said(why) == why
    with using("de"):
        assert said in reasons.said(why)


def test_the_manager_of_an_empty_group_reads_why(
    sqlite_house: Flask, program: Callable[[str], Caller], browser_of: Callable[[str], Browser]
) -> None:
    admin, jonas = program("admin"), program("jonas")
    assert admin.call("PATCH", "/api/v1/groups/procurement", json={"members": []}).status_code == 200
    ordered(program("marta"))
    [task] = jonas.get("/api/v1/tasks").json["items"]
    jonas.post(f"/api/v1/tasks/{task['id']}/complete", json={"data": {"decision": "approve"}})
    [task] = program("lena").get("/api/v1/tasks").json["items"]
    assert (
        "In Procurement ist niemand: Die Leitung der Gruppe bekommt es."
        in browser_of("lena").get(f"/tasks/{task['id']}").text
    )
