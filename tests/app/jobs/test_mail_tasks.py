"""Mail tasks: the mail is kept in the outbox, once per call."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.connectors.base import ConnectorError, Order
from app.db import now, reading, session, transaction
from app.jobs.mail_tasks import MailTasks
from app.models.outbox import Outbox
from app.models.person import Person
from workflows.values import loads


def order(**words: Any) -> Order:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Order(key="1:tell:0", type="mail", headers={}, data=words, attempt=1, at=at)


def kept() -> list[Outbox]:
    with reading():
        return list(session().scalars(select(Outbox)))


def test_a_known_person_is_found_by_login_and_a_repeated_call_writes_nothing(empty_house: Flask) -> None:
    with transaction():
        session().add(Person(login="ilse", name="Ilse Brandt", email="ilse@example.org", created_at=now(), roles=[]))
    for _try in range(2):
        assert MailTasks().run(order(to="ilse", subject="News\nBcc: x@example.org", text="It is here.")) == {}
    (row,) = kept()
    payload = loads(row.payload)
    assert (payload["to"], payload["subject"]) == ("ilse@example.org", "News Bcc: x@example.org")
    assert row.person_id is not None


def test_an_address_outside_may_be_written_to(empty_house: Flask) -> None:
    MailTasks().run(order(to="sales@example.net", subject="Order", text="Two, please."))
    (row,) = kept()
    assert (loads(row.payload)["to"], row.person_id) == ("sales@example.net", None)


@pytest.mark.parametrize(
    ("to", "words"),
    [("ilse", "Es geht wieder."), ("grace", "It works."), ("guest@example.net", "Znowu działa.")],
    ids=["in their language", "where theirs is missing", "a guest in the language that the diagram names"],
)
def test_each_reads_the_mail_in_their_language(empty_house: Flask, to: str, words: str) -> None:
    with transaction():
        for login, language in (("ilse", "de"), ("grace", "hu")):
            address = f"{login}@example.org"
            person = Person(login=login, name=login, email=address, language=language, created_at=now(), roles=[])
            session().add(person)
    text = {"pl": "Znowu działa.", "en": "It works.", "de": "Es geht wieder."}
    MailTasks().run(order(to=to, subject="Network", text=text, language="pl"))
    assert loads(kept()[0].payload)["text"] == words


@pytest.mark.parametrize("words", [{}, {"to": "ilse"}, {"to": "nobody", "subject": "s", "text": "t"}])
def test_what_cannot_be_sent_is_refused_for_good(empty_house: Flask, words: dict[str, str]) -> None:
    with pytest.raises(ConnectorError) as caught:
        MailTasks().run(order(**words))
    assert caught.value.permanent
    assert kept() == []
