"""What every answer carries, what machines ask, and the first page of an empty house."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy import text

from app.config import Config
from app.db import session, transaction
from app.factory import create_app
from app.models.person import Person
from app.operations import heartbeats, house
from app.queries import schema
from tests.fixtures.callers import FIELD, Browser, Caller


@pytest.mark.parametrize("path", ["/login", "/nothing", "/api/v1/tasks", "/healthz", "/static/none.css"])
def test_headers_of_every_answer(sqlite_house: Flask, path: str) -> None:
    headers = Caller(sqlite_house).get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Referrer-Policy" in headers
    assert "Server" not in headers


def test_https_is_kept(tmp_path: Path) -> None:
    app = create_app(Config(var=tmp_path, url="https://laneway.example"))
    answer = Caller(app).get("/healthz")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert app.config["SESSION_COOKIE_SECURE"] is True
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_ready_only_when_everybody_reported_in(house: Flask) -> None:
    anybody = Caller(house)
    waiting = anybody.get("/readyz")
    assert (waiting.status_code, waiting.json["missing"]) == (503, ["worker", "scheduler"])
    assert anybody.get("/readyz?part=web").status_code == 200  # pages can be served
    with transaction():
        heartbeats.beat("worker-1", "worker")
        heartbeats.beat("scheduler-1", "scheduler")
    assert anybody.get("/readyz").status_code == 200


def test_an_unmigrated_house_is_not_ready(tmp_path: Path) -> None:
    answer = Caller(create_app(Config(var=tmp_path))).get("/readyz")
    assert (answer.status_code, answer.json["missing"]) == (503, ["database"])


def test_figures_are_for_this_machine(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    anybody = Caller(sqlite_house)
    assert "laneway_tasks_open 0" in anybody.get("/metrics").text
    far = {"REMOTE_ADDR": "203.0.113.7"}
    assert anybody.get("/metrics", environ_overrides=far).status_code == 404
    assert program("marta").get("/metrics", environ_overrides=far).status_code == 404
    assert program("admin").get("/metrics", environ_overrides=far).status_code == 200


def test_the_first_person_becomes_administrator(empty_house: Flask) -> None:
    browser = Browser(empty_house)
    assert browser.get("/login").location == "/welcome"
    page = browser.get("/welcome")
    found = FIELD.search(page.text)
    assert found
    fields = {
        "csrf_token": found.group(1),
        "login": "ada",
        "name": "Ada Minner",
        "email": "",
        "password": "a long bridge",
    }
    far = {"REMOTE_ADDR": "203.0.113.7"}
    assert browser.post("/welcome", fields, environ_overrides=far).status_code == 403
    assert browser.post("/welcome", {**fields, "password": "short"}).status_code == 422
    assert browser.post("/welcome", fields).status_code == 302
    assert "Ada Minner" in browser.get("/profile").text
    assert session().query(Person).one().roles == ["administrator"]
    assert Browser(empty_house).get("/welcome").status_code == 404


def test_a_foreign_name_of_the_host_changes_nothing(sqlite_house: Flask) -> None:
    house.open(replace(house.config(), url="https://laneway.example"))
    answer = Caller(sqlite_house).get("/profile", headers={"Host": "evil.example"})
    assert answer.location == "/login?next=/profile"


def test_addresses_are_believed_from_own_proxies_only(tmp_path: Path) -> None:
    told = {"X-Forwarded-For": "203.0.113.7"}
    for proxies, address in ((0, "127.0.0.1"), (1, "203.0.113.7")):
        app = create_app(Config(var=tmp_path, proxies=proxies))
        seen = []
        app.before_request_funcs[None].insert(0, lambda seen=seen: seen.append(request.remote_addr))
        Caller(app).get("/healthz", headers=told)
        assert seen == [address]


def test_an_older_house_is_not_ready(house: Flask) -> None:
    with transaction():
        session().execute(text("create table alembic_version (version_num varchar(32))"))
        session().execute(text("insert into alembic_version values ('0001')"))
    assert "migrated" in Caller(house).get("/readyz").json["missing"]
    [newest] = schema.heads()
    for at in (newest, "of a later release"):  # while that is brought in, this one goes on serving
        with transaction():
            session().execute(text("update alembic_version set version_num = :at"), {"at": at})
        assert "migrated" not in Caller(house).get("/readyz").json["missing"]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/tasks/1/complete", "/tasks/1"),
        ("/requests/REQ-000001/comments", "/requests/REQ-000001"),
        ("/items/new_software/afresh", "/items/new_software"),
    ],
)
def test_an_address_that_only_takes_deeds_leads_to_its_page(
    sqlite_house: Flask, browser_of: Callable[[str], Browser], address: str, page: str
) -> None:
    answer = browser_of("marta").get(address)
    assert (answer.status_code, answer.location) == (302, page)


def test_an_address_without_a_page_above_says_so(sqlite_house: Flask, browser_of: Callable[[str], Browser]) -> None:
    assert browser_of("marta").get("/logout").status_code == 405
