"""Mails to a real server: they thread, come from nobody, never go to robots, and never flood a person."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.connectors.mail import Post, automatic, message_id
from app.db import reading, session, transaction
from app.jobs import mailing, shift, work
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import clock, requests, tasks
from tests.fixtures.callers import Browser
from tests.fixtures.cast import Cast
from tests.fixtures.outside import Sink
from workflows.values import loads

SENDER = "laneway@example.org"
WISH = {"subject": "A second monitor", "category": "it", "description": "The one there flickers."}


def works(cast: Cast, sink: Sink) -> None:
    shift.begin(shift.Shift("test", cast.connectors, Post(f"smtp://127.0.0.1:{sink.port}", SENDER)))
    work.drain()


def address(login: str, given: str) -> None:
    with transaction():
        session().scalars(select(Person).where(Person.login == login)).one().email = given


def test_what_is_told_of_a_request_threads_at_its_first_mail(cast: Cast, sink: Sink) -> None:
    address("marta", "marta@example.org")
    number = cast.marta.orders("general_request", WISH)
    with transaction():
        tasks.claim(cast.eva.actor, cast.eva.task(number).id)
        requests.comment(cast.eva.actor, number, "Which size?")
    works(cast, sink)
    first, second = (message for to, message in sink.letters if to == ["marta@example.org"])
    assert first["In-Reply-To"] is None
    assert second["In-Reply-To"] == second["References"] == first["Message-ID"]
    for message in (first, second):
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["X-Auto-Response-Suppress"] == "All"
        assert message["List-Id"] == "Laneway <laneway.example.org>"
        assert message["List-Unsubscribe"].endswith("/profile#notices>")
    assert first["Feedback-ID"] == "submitted:laneway"


def test_no_bounce_comes_back_and_a_server_that_refuses_nobody_gets_the_address(cast: Cast, sink: Sink) -> None:
    address("marta", "marta@example.org")
    for strict in (False, True):
        sink.strict = strict
        cast.marta.orders("general_request", WISH)
        works(cast, sink)
    assert {"", SENDER} == set(sink.senders)
    assert message_id("x", SENDER).endswith("@example.org>")


@pytest.mark.parametrize(
    "robot", [SENDER, "MAILER-DAEMON@example.org", "no-reply@x.example", "sales-bounces@x.example"]
)
def test_nothing_is_written_to_a_robot(cast: Cast, sink: Sink, robot: str) -> None:
    assert automatic(robot, SENDER)
    assert not automatic("ilse.reply@example.org", SENDER)
    address("marta", robot)
    cast.marta.orders("general_request", WISH)
    works(cast, sink)
    assert [to for to, _message in sink.letters if to == [robot]] == []
    with reading():
        row = session().scalars(select(Outbox).where(Outbox.key.like("%:submitted:%"))).one()
        assert (row.state, robot in row.error) == ("dead", True)


def test_nobody_is_flooded_and_nothing_is_lost(cast: Cast, sink: Sink) -> None:
    address("marta", "marta@example.org")
    number = cast.marta.orders("general_request", WISH)
    with transaction():
        tasks.claim(cast.eva.actor, cast.eva.task(number).id)
    for count in range(mailing.MOST + 4):
        with transaction():
            requests.comment(cast.eva.actor, number, f"Again, {count}.")
    works(cast, sink)
    assert told(sink) == mailing.MOST
    with transaction():
        clock.move(timedelta(seconds=2 * mailing.PERIOD).total_seconds())
    works(cast, sink)
    assert told(sink) == mailing.MOST + 5


def told(sink: Sink) -> int:
    return sum(to == ["marta@example.org"] for to, _message in sink.letters)


def test_every_mail_leads_to_a_page_that_its_reader_may_open(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    number = cast.marta.orders("general_request", WISH)
    with transaction():
        tasks.claim(cast.eva.actor, cast.eva.task(number).id)
        requests.comment(cast.eva.actor, number, "Which size?")
        tasks.assign(cast.paul.actor, cast.eva.task(number).id, "karol")
    cast.jonas.is_away("karol")
    with reading():
        rows = session().execute(select(Outbox.payload, Person.login).join(Person, Person.id == Outbox.person_id)).all()
    letters = [(loads(row.payload), row.login) for row in rows]
    assert {letter["kind"] for letter, _login in letters} >= {"submitted", "comment", "task-fulfilment", "substitute"}
    for letter, login in letters:
        path = urlsplit(letter["facts"]["link"]).path
        assert browser_of(login).get(path).status_code == 200, (letter["kind"], login, path)
