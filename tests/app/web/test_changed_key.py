"""The key of the house is replaced: what docs/running.md promises of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from app.operations import house
from tests.app.web.test_passwords import asks, link
from tests.fixtures.callers import Browser


def test_nobody_is_signed_out_and_mailed_links_still_open(
    sqlite_house: Flask, browser_of: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    marta, anybody = browser_of("marta"), Browser(sqlite_house)
    asks(anybody, "jonas")
    page, mailed = marta.csrf, link()
    monkeypatch.setattr(house, "_config", replace(house.config(), secret_key="another key than before"))
    old = marta.post("/profile/settings", {"csrf_token": page, "language": "de", "timezone": ""})
    assert old.status_code == 403
    assert marta.submit("/profile/settings", language="de", timezone="").status_code == 302
    assert anybody.get(mailed).status_code == 200
    unsent = link()  # the same letter, had it not left before
    assert unsent != mailed
    assert anybody.get(unsent).status_code == 404
