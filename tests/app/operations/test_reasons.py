"""Why somebody has a task whom its rule does not name: kept as facts, said in the reader's language."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import reading, session, transaction
from app.language import using
from app.models.journal import Journal
from app.models.task import Task
from app.operations import older_reasons, reasons
from app.operations.reasons import Because
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

ODD = "Pay “now”: at once. Really"
KINDS = [kind for kind in reasons.SAID if kind != reasons.AS_WRITTEN]
EMPTY = "Einkauf hat zurzeit niemanden: Die Leitung der Gruppe bekommt es."


def kept(*found: Because, why: str | None = None) -> Task:
    """A task as it is kept; `why`: the sentence that another release has put over ours."""
    columns = {**reasons.kept(found), **({} if why is None else {"why": why})}
    return Task(**columns)


@pytest.mark.parametrize("kind", KINDS)
def test_a_reason_is_said_of_its_facts(kind: str) -> None:
    with using("de"):
        assert reasons.said(reasons.of(kept(Because(kind, ODD)))) == reasons.say(kind, ODD)
        assert ODD in reasons.say(kind, ODD)
        assert reasons.say(kind, ODD) not in older_reasons.SENTENCES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_of_the_release_before_is_read(kind: str) -> None:
    row = Task(why=older_reasons.SENTENCES[kind].replace("{name}", ODD))
    assert reasons.of(row) == (Because(kind, ODD),)


@pytest.mark.parametrize(
    ("why", "found"),
    [
        ("Jonas Weber has not decided in time: Eva Lang is asked.", [("late", "Jonas Weber")]),
        (
            "Eva does not decide on their own request: their superior does. IT has nobody: its manager gets it.",
            [("own", "Eva"), ("empty_group", "IT")],
        ),
        ("Handed over at the door.", [(reasons.AS_WRITTEN, "Handed over at the door.")]),
    ],
)
def test_what_older_releases_wrote_is_found_in_their_words(why: str, found: list[tuple[str, str]]) -> None:
    assert list(reasons.of(Task(why=why))) == [Because(*one) for one in found]
    assert reasons.said(reasons.of(Task(why=""))) == ""


def test_several_reasons_are_all_said() -> None:
    both = (Because("own", "Eva"), Because("empty_group", "IT"))
    assert reasons.of(kept(*both)) == both
    with using("hu"):
        assert reasons.said(both) == " ".join(reasons.say(*one) for one in both)


def test_what_the_release_before_wrote_over_it_counts() -> None:
    row = kept(Because("owner", "Pay"), why="Jonas Weber has not decided in time: Eva Lang is asked.")
    assert reasons.of(row) == (Because("late", "Jonas Weber"),)


def test_the_item_calls_its_steps_in_the_readers_language() -> None:
    with using("de"):
        said = reasons.said([Because("owner", "Pay")], {"Pay": "Bezahlen"}.__getitem__)
    assert "„Bezahlen“" in said


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
        row = session().get_one(Task, task["id"])
        assert json.loads(row.because or "") == [["empty_group", "Procurement"]]
        assert row.why == "Procurement has nobody: its manager gets it."
    assert EMPTY in browser_of("lena").get(f"/tasks/{task['id']}").text
    assert program("lena").get(f"/api/v1/tasks/{task['id']}", headers={"Accept-Language": "de"}).json["why"] == EMPTY
    with transaction():
        session().execute(update(Task).where(Task.id == task["id"]).values(because=None))
    assert EMPTY in browser_of("lena").get(f"/tasks/{task['id']}").text
