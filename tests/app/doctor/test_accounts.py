"""What the doctor says of people who still have the demo's password."""

from dataclasses import replace

from flask import Flask

from app.db import reading, session, transaction
from app.doctor import accounts
from app.models.setting import Setting
from app.operations import house, passwords
from tests.fixtures.callers import person


def said(*, demo: bool) -> list[str]:
    with reading():
        return [one.said for one in accounts.look(replace(house.config(), demo=demo))]


def test_they_are_named_until_they_have_their_own(sqlite_house: Flask) -> None:
    with transaction():
        session().merge(Setting(key="demo", value="yes"))
    assert said(demo=True) == []
    [before] = said(demo=False)
    assert "admin" in before
    with transaction():
        for login in ("admin", "marta"):
            passwords.store(person(login), passwords.hashed("a bridge over the Isar"), keep_tokens=True)
    [after] = said(demo=False)
    assert "admin" not in after
    assert int(after.split()[0]) == int(before.split()[0]) - 2


def test_a_house_that_never_was_a_demo_is_not_looked_at(sqlite_house: Flask) -> None:
    with transaction():
        for row in session().query(Setting).filter_by(key="demo"):
            session().delete(row)
    assert said(demo=False) == []
