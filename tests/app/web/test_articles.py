"""Answers in the browser: found while typing, read, written, reviewed, and an order that ends with one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.db import session, transaction
from app.demo import articles
from app.models.article import Article
from app.operations import house, importing
from tests.app.operations.test_articles import FORM, QUESTION
from tests.fixtures.callers import Browser

BrowserOf = Callable[[str], Browser]
pytestmark = pytest.mark.usefixtures("knowing")


@pytest.fixture
def knowing(sqlite_house: Flask) -> None:
    articles.seed()
    with transaction():
        importing.import_files({"question.bpmn": QUESTION, "ask.form": FORM})


def test_a_house_that_speaks_one_language_has_its_answers_in_that_one(
    sqlite_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        session().execute(delete(Article))
    config = replace(house.config(), languages=("en",))
    monkeypatch.setattr(house, "config", lambda: config)
    assert articles.seed() > 0
    assert {row.language for row in session().scalars(select(Article))} == {"en"}


def test_answers_stand_beside_the_question(browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    assert "/items/question/answers" in marta.get("/items/question").text
    assert "/answers" not in marta.get("/items/new_software").text
    both = marta.get("/items/question/answers?subject=vpn").text
    assert "A VPN-token visszaállítása" in both
    assert "The VPN is slow" in both
    one = marta.get("/items/question/answers?subject=vpn+token").text
    assert "A VPN-token visszaállítása" in one
    assert "The VPN is slow" not in one
    assert marta.get("/items/question/answers?subject=").text.strip() == ""


def test_words_that_most_articles_have_choose_none(browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    marta.submit("/profile/settings", language="de", timezone="")
    ask = "/items/question/answers?subject="
    assert "Reisekosten einreichen" in marta.get(f"{ask}Bis+wann+reiche+ich+die+Reisekosten+ein").text
    assert "<summary>" not in marta.get(f"{ask}Finde+ich+die+Regeln+auch+im+Archiv").text


def test_this_solved_it(browser_of: BrowserOf) -> None:
    marta = browser_of("marta")
    answer = marta.submit("/items/question/solved", subject="vpn token", solved_by="vpn-token", _read="vpn-token")
    assert answer.status_code == 302
    assert "/requests/" in answer.location
    page = marta.get(answer.location).text
    assert '<p class="lead">Megválaszolva: ' in page


def test_who_has_the_task_sees_what_was_read(browser_of: BrowserOf) -> None:
    marta, dana = browser_of("marta"), browser_of("dana")
    sent = marta.submit("/items/question", subject="vpn", room="2.04", _read="vpn-slow")
    assert sent.status_code == 302, sent.text
    inbox = dana.get("/inbox?view=all").text
    task = inbox.split("/tasks/")[1].split('"')[0].split("?")[0]
    assert "/knowledge/vpn-slow" in dana.get(f"/tasks/{task}").text


def test_written_by_one_published_by_another(browser_of: BrowserOf) -> None:
    dan, olivia, marta = browser_of("dan"), browser_of("olivia"), browser_of("marta")
    words = {"key": "beamer", "language": "en", "title": "The projector stays dark", "text": "Press **twice**."}
    kept = dan.submit("/knowledge", **words, keywords="", item="", audience="all")
    assert kept.location.endswith("/knowledge/beamer/en")
    assert marta.get("/knowledge/beamer").status_code == 404
    assert marta.get("/knowledge/beamer/en").status_code == 404
    assert dan.submit("/knowledge/beamer/en/publish").status_code == 403
    assert olivia.submit("/knowledge/beamer/en/publish").status_code == 302
    assert "<strong>twice</strong>" in marta.get("/knowledge/beamer").text
    assert "The projector stays dark" in marta.get("/knowledge?q=projector").text
    assert olivia.submit("/knowledge/beamer/en/retire").status_code == 302
    assert marta.get("/knowledge/beamer").status_code == 404


def test_who_reads_what_is_published_is_changed_by_a_review_alone(browser_of: BrowserOf) -> None:
    dan, olivia, marta = browser_of("dan"), browser_of("olivia"), browser_of("marta")
    words = {"key": "beamer", "language": "en", "title": "The projector", "text": "Code 4711.", "keywords": ""}
    dan.submit("/knowledge", **words, item="", audience="staff")
    olivia.submit("/knowledge/beamer/en/publish")
    dan.submit("/knowledge", **words, item="question", audience="all")
    assert marta.get("/knowledge/beamer").status_code == 404
    assert 'value="all" selected' in olivia.get("/knowledge/beamer/en").text
    olivia.submit("/knowledge/beamer/en/publish")
    assert "Code 4711." in marta.get("/knowledge/beamer").text


def test_mistakes_come_back_with_what_was_typed(browser_of: BrowserOf) -> None:
    dan = browser_of("dan")
    fields = {"key": "no key", "language": "en", "title": "", "text": "Words", "keywords": "", "item": ""}
    again = dan.submit("/knowledge", **fields, audience="all")
    assert again.status_code == 422
    assert "Words" in again.text
    assert browser_of("marta").get("/knowledge/new").status_code == 403


def test_no_script_in_an_article(browser_of: BrowserOf) -> None:
    dan, olivia = browser_of("dan"), browser_of("olivia")
    text = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    dan.submit(
        "/knowledge", key="evil", language="en", title="<b>x</b>", text=text, keywords="", item="", audience="all"
    )
    olivia.submit("/knowledge/evil/en/publish")
    page = olivia.get("/knowledge/evil").text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img src=x" not in page
    assert "&lt;b&gt;x" in page
