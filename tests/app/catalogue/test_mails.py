"""Every kind of mail says whose turn it is, carries one link, and holds back nothing that a reader typed."""

import pytest

from app.catalogue import mails

FACTS = {
    "number": "REQ-000017",
    "title": "AutoCAD <2 licences>",
    "requester": "Ilse Brandt",
    "requested_for": "Karol Zając",
    "link": "https://laneway.example/tasks/3",
    "task": "Approve",
    "due": "2026-11-24T13:00:00+00:00",
    "author": "Eva Nowak",
    "text": "One line.\nAnother & more.\n\nA block.",
    "outcome": "rejected",
    "reason": "No budget.",
    "cause": "The directory said no.",
    "hours": 75,
    "before": "2026-12-01",
    "wanted": "2026-12-03",
    "zone": "Europe/Berlin",
}


@pytest.mark.parametrize("kind", mails.kinds())
@pytest.mark.parametrize("language", ["en", "de", "pl", "hu"])
def test_every_kind_in_every_language(kind: str, language: str) -> None:
    mail = mails.render(kind, language, **FACTS)
    assert mail.subject
    assert "\n" not in mail.subject
    # One page to go to; where it has ended a second, to say how it was, whose address is spelt out.
    links = (2, 3) if kind == "ended" else (1, 1)
    assert (mail.text.count(FACTS["link"]), mail.html.count(FACTS["link"])) == links
    assert FACTS["title"] in mail.text
    assert "AutoCAD &lt;2 licences&gt;" in mail.html
    assert "<2 licences>" not in mail.html


def test_a_row_of_the_outbox_is_made_now_in_the_houses_own_words_or_stays_as_it_was_written() -> None:
    row = {"kind": "comment", "language": "en", "facts": FACTS}
    own = {("comment", "en"): mails.Own("News of {number}", "Somebody wrote."), ("ended", "en"): mails.Own("No", "No")}
    assert mails.opened(row) == mails.render("comment", "en", **FACTS)
    assert mails.opened(row, own).subject == "News of REQ-000017"
    assert "Somebody wrote." in mails.opened(row, own).text
    assert mails.opened({**row, "language": "de"}, own) == mails.render("comment", "de", **FACTS)
    assert mails.opened({"subject": "Older", "text": "As it was."}, own) == mails.Mail("Older", "As it was.", "")


def test_due_is_told_in_the_readers_zone() -> None:
    assert "14:00" in mails.render("task-approval", "en", **FACTS).text


def test_a_comment_is_told_whole() -> None:
    mail = mails.render("comment", "en", **FACTS)
    assert "One line.\nAnother & more.\n\nA block." in mail.text
    assert "One line.<br>Another &amp; more." in mail.html


def test_the_reason_of_a_rejection_is_told() -> None:
    assert "No budget." in mails.render("ended", "en", **FACTS).text


def test_what_was_ordered_is_read_as_a_sentence() -> None:
    order = [("Which room?", "2.04"), ("Seats", "2")]
    text = mails.render("task-approval", "en", **{**FACTS, "order": order}).text
    assert "Which room? 2.04\n" in text
    assert "Seats: 2\n" in text
