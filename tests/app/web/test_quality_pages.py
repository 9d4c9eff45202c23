"""The quality check on the pages: what was done stands over the question; how often work went back is counted."""

from collections.abc import Callable

from flask import Flask

from tests.app.operations.test_quality import CHECK, checked
from tests.app.web.test_pages import text_of
from tests.fixtures.callers import Browser
from tests.fixtures.cast import Cast


def test_a_check_is_a_task_with_what_was_done(house: Flask, cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    number = checked(cast)
    stefan, path = browser_of("stefan"), f"/tasks/{cast.stefan.task(number, CHECK).id}"
    page = text_of(stefan.get(path).text)
    assert page.startswith("Qualitätsprüfung")
    assert "Was getan wurde Ewa Nowak Darum kümmern" in page
    assert "Changed." in page
    assert "Minőség-ellenőrzés" in text_of(browser_of("marta").get(f"/requests/{number}").text)
    assert stefan.submit(f"{path}/complete", passed="false", reason="").status_code == 422
    assert stefan.submit(f"{path}/complete", passed="false", reason="It still flickers.").status_code == 302
    history = text_of(browser_of("dan").get(f"/requests/{number}").text)
    assert "The quality check sent it back: It still flickers." in history
    assert "Qualitätsprüfungen Angesehen Zurückgegeben Etwas anderes 1 1" in text_of(
        browser_of("paul").get("/insights").text
    )
