"""A database that only reads, as after a fail-over or on a mount that became read-only: pages open, and it is said."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app.db import db, reading
from app.doctor import database
from app.queries import schema
from tests.fixtures.callers import Browser, Caller


@pytest.fixture
def read_only(house: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From then on. Who runs the tests may write everywhere, so of a mount only what the system says of it."""

    def tell(connection: Any, _record: object) -> None:
        connection.cursor().execute("SET default_transaction_read_only = on")
        connection.commit()

    def becomes() -> None:
        if db.engine.dialect.name == "postgresql":
            db.session.remove()
            db.engine.dispose()
            event.listen(db.engine, "connect", tell)
        else:
            monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)

    return becomes


def test_it_is_said_and_pages_open(
    house: Flask, read_only: Callable[[], None], browser_of: Callable[[str], Browser]
) -> None:
    marta = browser_of("marta")
    with reading():
        assert schema.writable()
    read_only()
    with reading():
        [found] = database._writable()
    assert (found.level, "not written" in found.said) == ("ill", True)
    anybody = Caller(house)
    assert "writable" in anybody.get("/readyz").json["missing"]
    assert "writable" not in anybody.get("/readyz?part=web").json["missing"]
    assert marta.get("/").status_code == 200
