"""The mail to an approver says what is asked for: sum, reason and the rest, in their language, and no secret."""

from typing import Any

from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.person import Person
from app.operations import decision_links
from app.queries import mailed_order
from tests.fixtures.cast import Cast

WISH = {
    "software": "Figma",
    "seats": 2,
    "amount": 480,
    "paid_from": "cost_centre",
    "cost_centre": "4711",
    "why": "We draw the new hall.\nBy spring.",
}


def test_whoever_decides_reads_sum_and_reason_in_the_mail(cast: Cast) -> None:
    payload = _asked(cast)
    with reading():
        order = mailed_order.lines(payload)
    assert order[:2] == [("How much", "€480.00"), ("Why", WISH["why"])]
    assert ("Seats", "2") in order
    assert len(order) <= mailed_order.MOST + 2
    mail = decision_links.opened(payload, None, order)
    assert "How much: €480.00" in mail.text
    assert "We draw the new hall.<br>By spring." in mail.html


def test_in_the_language_of_the_reader(cast: Cast) -> None:
    payload = _asked(cast, "de")
    with reading():
        assert mailed_order.lines(payload)[0] == ("Wie viel", "480,00\xa0€")


def test_who_may_not_decide_and_other_mails_are_told_nothing(cast: Cast) -> None:
    payload = _asked(cast)
    with transaction():
        session().scalars(select(Person).where(Person.login == "jonas")).one().active = False
    (confirmed,) = cast.mails("marta", "submitted")
    with reading():
        assert mailed_order.lines(payload) == mailed_order.lines(confirmed) == []


def _asked(cast: Cast, language: str = "en") -> dict[str, Any]:
    with transaction():
        session().scalars(select(Person).where(Person.login == "jonas")).one().language = language
    cast.marta.orders("new_software", WISH)
    (payload,) = cast.mails("jonas", "task-approval")
    return payload
