"""The page on which running requests are taken along: who sees it, and what it asks for."""

from collections.abc import Callable

from flask import Flask

from tests.app.operations.migrating_items import FIRST, KEY, MORE, follows, publish
from tests.fixtures.callers import Browser, Caller

Program, Enter = Callable[[str], Caller], Callable[[str], Browser]
PAGE = f"/studio/{KEY}/1/migrate"


def test_a_reason_is_asked_for_and_what_was_done_is_told(
    sqlite_house: Flask, program: Program, browser_of: Enter
) -> None:
    publish(FIRST)
    number = program("marta").post("/api/v1/requests", json={"item": KEY, "data": {}}).json["number"]
    paul = browser_of("paul")
    assert paul.get(PAGE).status_code == 200
    new = publish(MORE)
    assert number in paul.get(PAGE).text
    chosen = {"to": new, "request": number}
    assert paul.submit(PAGE, **chosen).status_code == 400
    assert paul.submit(PAGE, to=new, reason="Because.").status_code == 400
    assert follows(number) == 1
    assert paul.submit(PAGE, **chosen, reason="Because.").status_code == 200
    assert follows(number) == new
    assert paul.submit(PAGE, **chosen, reason="Because.").status_code == 200
    assert browser_of("marta").get(PAGE).status_code in (403, 404)
