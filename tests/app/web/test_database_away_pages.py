"""The database goes while a page is made: whatever was to be shown, the reader is told to come again."""

from collections.abc import Callable

import pytest
from flask import Flask, abort

from app.db import reading, session
from app.models.person import Person
from app.web.access import public, signed_in
from app.web.identity import current_actor
from tests.fixtures.callers import Browser
from tests.fixtures.databases import Databases
from tests.fixtures.house import served


@pytest.mark.parametrize("house", ["postgresql"], indirect=True)
@pytest.mark.parametrize("when", ["before", "while it is read", "while an error is told"])
def test_come_again(
    house: Flask, postgresql_server: Databases, browser_of: Callable[[str], Browser], when: str
) -> None:
    url = house.extensions["laneway"].database

    def view() -> str:
        actor = current_actor()
        postgresql_server.shut(url)
        if when == "while it is read":
            with reading():
                session().get(Person, actor.id)
        abort(404)

    served(house).add_url_rule("/goes", view_func=(public if when == "before" else signed_in)(view))
    marta = browser_of("marta")
    if when == "before":
        postgresql_server.shut(url)
    try:
        answer = marta.get("/goes")
    finally:
        postgresql_server.shut(url, shut=False)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "2")
    assert "/logout" in answer.text or when == "before"
    assert marta.get("/requests").status_code == 200
