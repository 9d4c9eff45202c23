"""Mails a worker sends, and what it does with rows beside them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, event, update

from app import tracing
from app.connectors.mail import Post
from app.db import db, now, reading, session, transaction
from app.jobs import work
from app.models.call import Call
from app.models.connector import Connector
from app.models.outbox import Outbox
from app.operations import house, outbox
from tests.app.jobs.conftest import Office
from tests.app.jobs.rows import mail, rows, write_mail
from tests.app.operations.test_leases import move_clock
from tests.fixtures.outside import Sink


@contextmanager
def hung_up_at(words: str) -> Iterator[None]:
    """PostgreSQL ends the connection that is about to say these words, once."""
    met: list[int] = []

    def hang_up(connection: Connection, _cursor: Any, statement: str, *_more: object) -> None:
        if words in statement and not met:
            met.append(connection.connection.driver_connection.info.backend_pid)  # type: ignore[union-attr]
            with psycopg.connect(db.engine.url.render_as_string(False).replace("+psycopg", "")) as other:
                other.execute("SELECT pg_terminate_backend(%s, 60000)", met)

    event.listen(db.engine, "before_cursor_execute", hang_up)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", hang_up)
    assert met, f"nothing said {words}"


def test_a_mail_leaves_once_and_without_a_server_only_stays_readable(office: Office, sink: Sink) -> None:
    write_mail("unsent")
    office.works()
    assert mail("unsent").state == "done"
    office.shift.post = Post(f"smtp://127.0.0.1:{sink.port}", "laneway@example.org")
    write_mail()
    office.works()
    office.works()
    ((recipients, message),) = sink.letters
    assert (recipients, message["Subject"]) == (["ilse@example.org"], "Good news")
    assert mail().state == "done"


def test_the_same_mail_is_not_written_twice(office: Office) -> None:
    write_mail()
    write_mail()
    assert mail().state == "ready"


def test_a_refused_mail_is_dead_with_an_entry_and_can_be_sent_again(office: Office, sink: Sink) -> None:
    office.shift.post = Post(f"smtp://127.0.0.1:{sink.port}", "laneway@example.org")
    sink.answer = "550 no such person"
    write_mail()
    office.works()
    assert (mail().state, "no such person" in mail().error) == ("dead", True)
    assert office.incidents() == []
    sink.answer = "250 OK"
    with transaction():
        assert outbox.again() == 1
    office.works()
    assert len(sink.letters) == 1


def test_a_mail_server_that_is_away_delays_the_mail(office: Office) -> None:
    office.shift.post = Post("smtp://127.0.0.1:9", "laneway@example.org")
    write_mail()
    office.works()
    assert (mail().state, mail().attempts) == ("ready", 1)
    assert mail().run_at > mail().created_at


def test_a_mail_waits_for_its_server_for_days(office: Office, sink: Sink) -> None:
    office.shift.post = Post("smtp://127.0.0.1:9", "laneway@example.org")
    write_mail()
    tries, ahead = 0, 0.0
    while mail().state == "ready" and ahead < timedelta(days=4).total_seconds():
        ahead += (mail().run_at - now()).total_seconds() + 1
        move_clock(ahead)
        office.works()
        tries += 1
    assert (mail().state, mail().attempts) == ("ready", house.config().max_attempts - 1)
    assert 80 < tries < 130  # an hour apart, after the first few
    office.shift.post = Post(f"smtp://127.0.0.1:{sink.port}", "laneway@example.org")
    move_clock(ahead + 3600 * 1.3)
    office.works()
    assert (mail().state, len(sink.letters)) == ("done", 1)


def test_after_five_days_a_mail_is_given_up(office: Office) -> None:
    office.shift.post = Post("smtp://127.0.0.1:9", "laneway@example.org")
    write_mail()
    with transaction():
        session().execute(update(Outbox).values(attempts=house.config().max_attempts - 1))
    move_clock(5 * 24 * 3600)
    office.works()
    assert mail().state == "dead"


@pytest.mark.parametrize("empty_config", ["postgresql"], indirect=True)
def test_a_database_that_goes_away_while_a_mail_is_read_costs_no_try(office: Office, sink: Sink) -> None:
    office.shift.post = Post(f"smtp://127.0.0.1:{sink.port}", "laneway@example.org")
    write_mail()
    with transaction():
        (parcel,) = work.outbox.claim("test:1")
    with hung_up_at("WHERE outbox.key ="):
        work._one(parcel, office.shift)
    assert (mail().state, mail().attempts, sink.letters) == ("leased", 0, [])
    move_clock(work.BUSY + 1)
    office.works()
    assert (mail().state, mail().attempts, len(sink.letters)) == ("done", 1, 1)


def test_the_test_button_is_answered_by_the_worker(office: Office) -> None:
    with transaction():
        outbox.write("test", {"connector": "http"}, max_attempts=1)
        outbox.write("test", {"connector": "mail"}, max_attempts=1)
    office.works()
    with reading():
        http, post = session().get_one(Connector, "http"), session().get_one(Connector, "mail")
        assert (http.works, http.test_result, post.works) == (True, "It answers.", False)


def test_one_bad_row_does_not_stop_the_rest(office: Office) -> None:
    with transaction():
        outbox.write("nonsense", {})
        outbox.write("message", {"kind": "message", "name": "n", "key": "k", "data": {}})
    office.works()
    assert [row.state for row in rows()] == ["ready", "done"]
    assert tracing.facts() == {}  # what is said next is not about the last row


def test_a_row_that_cannot_be_read_fails_alone(office: Office) -> None:
    first, second = office.orders("errand"), office.orders("errand")
    with transaction():
        session().get_one(Call, office.calls()[0].id).data = "{broken"
        session().add(Outbox(kind="mail", key="broken", payload="{", run_at=now(), created_at=now()))
    write_mail()
    office.works()
    assert (office.calls()[0].state, office.request(first).state) == ("ready", "running")
    assert office.request(second).outcome == "fulfilled"
    assert (mail("broken").state, mail().state) == ("ready", "done")


def test_a_worker_that_is_to_stop_hands_back_what_it_has_not_begun(office: Office) -> None:
    for number in range(3):
        write_mail(f"mail {number}")
    office.shift.post = Stopping(office)  # type: ignore[assignment]
    office.works()
    states = [(mail(f"mail {n}").state, mail(f"mail {n}").attempts) for n in range(3)]
    assert states == [("done", 1), ("ready", 0), ("ready", 0)]


class Stopping:
    """A post whose first letter is the moment of SIGTERM."""

    sender = "laneway@localhost"

    def __init__(self, office: Office) -> None:
        self.office = office

    def send(self, letter: object) -> None:
        self.office.shift.stopping.set()


def test_only_a_worker_works(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.jobs.shift._on_duty", [])
    with pytest.raises(RuntimeError, match="begun no shift"):
        office.works()


def test_timers_come_before_calls_and_calls_before_mails(office: Office) -> None:
    write_mail()
    office.orders("errand")
    pause = office.orders("pause")
    move_clock(605)
    seen: list[str] = []

    class Watch(Stopping):
        def send(self, letter: object) -> None:
            seen.append(f"mail, {len(office.http.orders)} calls, pause {office.request(pause).state}")

    office.shift.post = Watch(office)  # type: ignore[assignment]
    office.works()
    assert seen[0] == "mail, 1 calls, pause ended"
    assert office.shift.held() == []
