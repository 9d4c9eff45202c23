"""Whether somebody is known here cannot be read off a clock: the same hashes and statements for everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import event

from app.db import db, transaction
from app.operations import passwords
from app.web import login
from tests.app.web.test_login import signs_in
from tests.fixtures.callers import FIELD, Browser, person

Done = list[str]


class Counted(PasswordHasher):
    """Notes what it does, and at what cost."""

    def __init__(self, done: Done) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self._done = done

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self._done.append("hash")
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> Any:
        self._done.append(f"verify {str(hash).split('$')[3]}")
        return super().verify(hash, password)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Done:
    """What was done that takes long, in order; the directory knows nobody."""
    found: Done = []

    def asked(_config: object, _login: str, _password: str) -> bool:
        found.append("directory")
        return False

    monkeypatch.setattr(passwords, "HASHER", Counted(found))
    monkeypatch.setattr(login, "directory_opens", asked)
    return found


@contextmanager
def statements(into: Done) -> Iterator[None]:
    """What the database was told, without the values."""

    def note(_connection: Any, _cursor: Any, statement: str, *_more: object) -> None:
        into.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", ["nobody-like-this", "tamas", "left@bridges.example"])
def test_signing_in_with_a_wrong_password(house: Flask, done: Done, name: str) -> None:
    """A stranger, somebody who was invited and has no password yet, an address of nobody."""
    with transaction():
        person("tamas").password_hash = ""
        person("marta").password_hash = passwords.hashed("a bridge over the Isar")
    cost = {}
    for who in ("warm", "marta", name):
        done.clear()
        with statements(done):
            assert signs_in(Browser(house), who, "wrong").status_code == 401
        cost[who] = list(done)
    assert cost[name] == cost["marta"]
    assert [one for one in cost[name] if one.startswith(("verify", "hash", "directory"))] == [
        "verify m=8,t=1,p=1",
        "directory",
    ]


@pytest.mark.parametrize("name", ["nobody-like-this", "admin", "Marta@bridges.example", ""])
def test_asking_for_a_new_password(house: Flask, done: Done, name: str) -> None:
    """Strangers, and those who get another mail or none."""
    asked(house, done, "warm")
    assert asked(house, done, name) == asked(house, done, "marta")


def test_the_hash_of_nobody_opens_for_nobody() -> None:
    assert not passwords.matches("", "")
    assert not passwords.matches("", "laneway-demo")
    assert not passwords.matches("not a hash", "laneway-demo")


def asked(app: Flask, done: Done, name: str) -> Done:
    """What it took."""
    browser = Browser(app)
    token = FIELD.search(browser.get("/password").text)
    assert token
    done.clear()
    with statements(done):
        answer = browser.post("/password", {"csrf_token": token.group(1), "login": name})
    assert answer.status_code == 200
    return list(done)
