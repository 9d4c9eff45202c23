"""The house's own words of mails (Paul and Jonas read German): kept, previewed, refused, shipped again."""

from collections.abc import Callable

from flask import Flask

from app.catalogue import mail_words, mails
from tests.app.web.api.test_journey import ordered
from tests.app.web.test_mailbox import first_letter
from tests.fixtures.callers import Browser, Caller

BrowserOf, Program = Callable[[str], Browser], Callable[[str], Caller]
PAGE = "/mail-texts/task-approval"


def test_a_mail_speaks_the_houses_words_until_they_are_as_shipped_again(
    house: Flask, browser_of: BrowserOf, program: Program
) -> None:
    paul, jonas = browser_of("paul"), browser_of("jonas")
    ordered(program("marta"))
    body = "{requester} wants <b>{title}</b>.\r\n\r\nUntil {due}. {{no}} code."
    assert paul.submit(f"{PAGE}/de", subject="Yes or no? {title}", body=body).status_code == 422
    body = body.replace("{{no}}", "No")
    assert paul.submit(f"{PAGE}/de", subject="Yes or no? {title}", body=body).status_code == 302
    letter = first_letter(jonas)
    shown = jonas.get(letter).text
    assert "Yes or no? " in shown
    assert "Marta Kovács wants &lt;b&gt;" in shown
    assert "Yes or no?" in paul.get(f"{PAGE}?language=de").text
    assert "Yes or no?" not in paul.get(f"{PAGE}?language=en").text
    assert "Deutsch</td>" in paul.get("/mail-texts").text
    paul.submit(f"{PAGE}/de", reset="yes")
    assert "Yes or no?" not in jonas.get(letter).text


def test_a_wrong_placeholder_is_named_and_nothing_typed_is_lost(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    paul = browser_of("paul")
    answer = paul.submit(f"{PAGE}/de", subject="Bitte: {titel}", body="{ x }")
    assert answer.status_code == 422
    assert "Den Platzhalter {titel} gibt es hier nicht." in answer.text
    assert 'value="Bitte: {titel}"' in answer.text
    for wrong in ("{title", "title}", "{title.__class__}", "{}", ""):
        assert paul.submit(f"{PAGE}/de", subject=wrong, body="x").status_code == 422, wrong


def test_a_preview_keeps_nothing_and_runs_nothing(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    paul = browser_of("paul")
    answer = paul.submit(f"{PAGE}/hu/preview", subject="Kérem: {title}", body="Mit szól hozzá?")
    assert "Mit szól hozzá?" in answer.text
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "Mit szól hozzá?" not in paul.get(f"{PAGE}/hu/preview").text
    assert "Den Platzhalter {x} gibt es" in paul.submit(f"{PAGE}/hu/preview", subject="{x}", body="y").text


def test_every_kind_has_words_and_a_preview_in_every_language(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    paul = browser_of("paul")
    for kind in mail_words.WORDS:
        for language in ("en", "de", "pl", "hu"):
            answer = paul.submit(f"/mail-texts/{kind}/{language}", **words(kind, language))
            assert answer.status_code == 302, (kind, language)
            assert paul.get(f"/mail-texts/{kind}/{language}/preview").status_code == 200


def words(kind: str, language: str) -> dict[str, str]:
    """The shipped words as the page offers them: what is kept unchanged must be accepted."""
    shipped = mails.wording(kind, language, mail_words.placeholders(kind))
    return {"subject": shipped.subject, "body": shipped.body}


def test_others_do_not_word_mails(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    assert browser_of("olivia").get("/mail-texts").status_code == 403
    assert browser_of("paul").get("/mail-texts/nothing").status_code == 404
    assert browser_of("paul").get(f"{PAGE}?language=xx").status_code == 404
