"""What a group is called: in each reader's language, wherever the group is named."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import session
from app.models.group import Group, called
from tests.app.web.api.test_journey import ordered
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
ADDRESS = "/groups/procurement"


def named(admin: Browser, **names: str) -> None:
    given = {f"name-{language}": name for language, name in names.items()}
    assert admin.submit(ADDRESS, name="Procurement", members="lena\nbela", active="yes", **given).status_code == 302


def test_each_reader_reads_their_own_name(house: Flask, browser_of: BrowserOf) -> None:
    named(browser_of("admin"), de="Einkaufsabteilung", hu="Beszerzési osztály")
    assert "Beszerzési osztály" in browser_of("bela").get("/inbox").text
    assert "Einkaufsabteilung" in browser_of("lena").get("/inbox").text
    assert "Procurement" in browser_of("admin").get(ADDRESS).text


def test_a_language_without_a_name_reads_the_groups_name(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    named(browser_of("admin"), de="Einkaufsabteilung", hu="  ")
    assert session().scalars(select(Group.names).where(Group.key == "procurement")).one() == {"de": "Einkaufsabteilung"}
    assert "Procurement" in browser_of("bela").get("/inbox").text
    assert called("Procurement", {}) == "Procurement"


def test_a_request_waits_for_the_group_as_its_reader_calls_it(
    sqlite_house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    number, jonas = ordered(program("marta"))["number"], program("jonas")
    [task] = jonas.get("/api/v1/tasks").json["items"]
    jonas.post(f"/api/v1/tasks/{task['id']}/complete", json={"data": {"decision": "approve"}})
    [group] = {one["group"] for one in program("admin").get(f"/api/v1/requests/{number}").json["tasks"]}
    answer = program("admin").call("PATCH", f"/api/v1/groups/{group}", json={"names": {"hu": "Ők intézik"}})
    assert answer.status_code == 200
    pages = (f"/requests/{number}", "/requests", "/")
    assert [path for path in pages if "Ők intézik" not in browser_of("marta").get(path).text] == []


def test_the_api_takes_and_gives_names(sqlite_house: Flask, program: Program) -> None:
    admin, path = program("admin"), "/api/v1/groups/procurement"
    assert admin.call("PATCH", path, json={"names": {"pl": "Zakupy i umowy"}}).json["names"] == {"pl": "Zakupy i umowy"}
    assert admin.call("PATCH", path, json={"names": {"fr": "Achats"}}).status_code == 422


@pytest.mark.parametrize("columns", ["name_de", "name_hu"])
def test_a_file_brings_names(sqlite_house: Flask, browser_of: BrowserOf, columns: str) -> None:
    text = f"key,{columns}\nprocurement,Anders\n"
    page = browser_of("admin").submit(
        "/rosters", what="groups", file=(BytesIO(text.encode()), "groups.csv"), apply="yes"
    )
    assert page.status_code == 200
    names = session().scalars(select(Group.names).where(Group.key == "procurement")).one()
    assert names[columns.removeprefix("name_")] == "Anders"
    assert names["pl"] == "Zakupy"
