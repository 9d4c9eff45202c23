"""Why somebody has a task whom its rule does not name, in the reader's language."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import reading, session
from app.language import using
from app.models.journal import Journal
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


@pytest.mark.parametrize("kind", reasons.KEPT)
def test_each_reason_is_read_back_out_of_what_is_kept(kind: str) -> None:
    one = reasons.Because(kind, "Pay “now”: at once. Really")
    with using("de"):
        assert reasons.said(reasons.kept((one,))) == reasons.say(*one)
        assert one.name in reasons.say(*one)
        assert reasons.say(*one) != reasons.kept((one,))


def test_the_manager_of_an_empty_group_reads_why(
    sqlite_house: Flask, program: Callable[[str], Caller], browser_of: Callable[[str], Browser]
) -> None:
    admin, jonas = program("admin"), program("jonas")
    assert admin.call("PATCH", "/api/v1/groups/procurement", json={"members": []}).status_code == 200
    ordered(program("marta"))
    [task] = jonas.get("/api/v1/tasks").json["items"]
    jonas.post(f"/api/v1/tasks/{task['id']}/complete", json={"data": {"decision": "approve"}})
    [task] = program("lena").get("/api/v1/tasks").json["items"]
    with reading():
        told = session().scalars(select(Journal.data).where(Journal.kind == "task.opened").order_by(Journal.seq.desc()))
        assert json.loads(told.first() or "{}")["because"] == [["empty_group", "Procurement"]]
    assert (
        "In Procurement ist niemand: Die Leitung der Gruppe bekommt es."
        in browser_of("lena").get(f"/tasks/{task['id']}").text
    )
