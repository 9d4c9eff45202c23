"""`laneway person` and `laneway token` as somebody at a terminal uses them."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.commands import people as commands
from app.config import Config
from app.db import reading, session
from app.models.person import Person
from app.models.setting import Setting
from app.operations import house, passwords
from tests.fixtures.callers import Caller
from tests.fixtures.empty_house import opened


@pytest.fixture
def terminal(sqlite_house: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Commands open the house of the test."""
    monkeypatch.setattr(commands, "open_host", lambda: sqlite_house)
    return sqlite_house


def types(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def found(login: str) -> Person:
    with reading():
        return session().query(Person).filter_by(login=login).one()


def test_the_first_administrator(terminal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "a bridge over the Isar\n")
    assert commands.person(["add", "nora", "--name", "Nora Lind", "--admin"]) == 0
    person = found("nora")
    assert (person.name, person.roles) == ("Nora Lind", ["administrator"])
    assert passwords.matches(person.password_hash, "a bridge over the Isar")


def test_a_weak_password_is_refused(
    terminal: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, "short\n")
    assert commands.person(["add", "nora"]) == 1
    assert "password:" in capsys.readouterr().err


def test_a_taken_login_is_refused(
    terminal: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, "a bridge over the Isar\n")
    assert commands.person(["add", "marta"]) == 1
    assert "marta" in capsys.readouterr().err


def test_listed_and_deactivated(terminal: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.person(["deactivate", "tamas"]) == 0
    assert commands.person(["list"]) == 0
    [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("tamas  ")]
    assert "(left)" in line


def test_a_new_password(terminal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "a bridge over the Isar\n")
    assert commands.person(["password", "marta"]) == 0
    assert passwords.matches(found("marta").password_hash, "a bridge over the Isar")


def test_a_token_for_one(terminal: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.token(["marta", "--name", "Reports"]) == 0
    secret = capsys.readouterr().out.strip()
    assert Caller(terminal, {"Authorization": f"Bearer {secret}"}).get("/api/v1/tasks").status_code == 200


def test_tokens_are_listed_and_revoked(terminal: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    secrets = []
    for name in ("Reports", "Phone", "Door"):
        assert commands.token(["marta", "--name", name, "--days", "30"]) == 0
        secrets.append(capsys.readouterr().out.strip())
    programs = [Caller(terminal, {"Authorization": f"Bearer {secret}"}) for secret in secrets]
    assert programs[0].get("/api/v1/tasks").status_code == 200
    assert commands.token(["marta", "--list"]) == 0
    lines = {line.split()[1]: line for line in capsys.readouterr().out.splitlines()}
    assert "from 127.0.0.1, ends" in lines["Reports"]
    assert "never used" in lines["Phone"]
    number = lines["Phone"].split()[0]
    assert commands.token(["jonas", "--revoke", number]) == 1
    assert "--list" in capsys.readouterr().err
    assert commands.token(["marta", "--revoke", number]) == 0
    assert [one.get("/api/v1/tasks").status_code for one in programs] == [200, 401, 200]
    assert commands.token(["marta", "--revoke", "all"]) == 0
    assert [one.get("/api/v1/tasks").status_code for one in programs] == [401, 401, 401]


def test_let_in_again(terminal: Flask) -> None:
    assert commands.person(["deactivate", "tamas"]) == 0
    assert commands.person(["activate", "tamas"]) == 0
    assert found("tamas").active


def test_whose_tokens_is_asked_with_an_example(terminal: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.token(["--list"]) == 2
    assert "`laneway token LOGIN --list`; `laneway person list`" in capsys.readouterr().err


def test_tokens_for_all_end_with_one_line_of_json(terminal: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    for _each in range(2):
        assert commands.token(["--all", "--json"]) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    first, last = json.loads(lines[-2]), json.loads(lines[-1])
    assert first.keys() == last.keys() >= {"admin", "marta", "jonas"}
    for secret in (first["admin"], last["admin"]):
        assert Caller(terminal, {"Authorization": f"Bearer {secret}"}).get("/api/v1/people").status_code == 200


def test_a_real_house_gives_out_no_tokens(terminal: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    house.open(replace(house.config(), demo=False))
    session().delete(session().get(Setting, "demo"))
    session().commit()
    assert commands.token(["--all", "--json"]) == 1
    assert capsys.readouterr().out == ""


def test_whose(terminal: Flask) -> None:
    assert commands.token([]) == 2


def test_nobody_of_that_name_is_said_in_a_sentence(
    terminal: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, "a bridge over the Isar\n")
    assert commands.person(["password", "noboddy"]) == 1
    assert capsys.readouterr().err == "laneway: nobody has this user name; `laneway person list` names everybody.\n"


def test_a_database_without_tables_is_prepared_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(Config(var=tmp_path)) as app:
        monkeypatch.setattr(commands, "open_host", lambda: app)
        assert commands.person(["list"]) == 1
    assert "run `laneway prepare` first" in capsys.readouterr().err
