"""Working off what is due: calls, timers, mails and messages, with everything that can go wrong between."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.connectors.base import BusinessError, ConnectorError
from app.connectors.mail import Post
from app.db import now, reading, session, transaction
from app.jobs import work
from app.models.call import Call
from app.models.connector import Connector
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import leases, outbox
from tests.app.jobs.conftest import Office, read
from tests.app.operations.test_leases import move_clock
from tests.fixtures.outside import Sink


def rows() -> list[Outbox]:
    return read(select(Outbox).where(Outbox.kind != "mail").order_by(Outbox.id))


def mail(key: str = "k") -> Outbox:
    return read(select(Outbox).where(Outbox.key == key))[0]


def write_mail(key: str = "k") -> None:
    with transaction():
        person = session().scalars(select(Person)).one()
        outbox.mail(person, "hello", "Good news", "It is here.", key=key)


def test_a_call_is_made_and_its_answer_moves_the_instance(office: Office) -> None:
    request = office.orders("errand")
    office.works()

    (order,) = office.http.orders
    assert (order.type, order.attempt, dict(order.data)) == ("http", 1, {"url": "http://example.org/"})
    assert order.key == office.calls()[0].key
    assert office.calls()[0].state == "done"
    assert office.request(request).outcome == "fulfilled"


def test_a_business_error_takes_the_way_that_the_diagram_draws(office: Office) -> None:
    office.http.answers = [BusinessError("no_budget", "Nothing left.")]
    request = office.orders("errand")
    office.works()
    assert office.request(request).outcome == "rejected"


def test_a_passing_failure_is_tried_again_with_the_same_key(office: Office) -> None:
    office.http.answers = [ConnectorError("no answer"), ConnectorError("busy", retry_after=120)]
    request = office.orders("errand")
    office.works()
    assert (office.calls()[0].state, office.calls()[0].error) == ("ready", "no answer")
    move_clock(30)
    office.works()
    wait = office.calls()[0].run_at - office.calls()[0].created_at
    assert timedelta(seconds=149) < wait < timedelta(seconds=160)
    move_clock(200)
    office.works()

    assert office.request(request).outcome == "fulfilled"
    assert [order.attempt for order in office.http.orders] == [1, 2, 3]
    assert len({order.key for order in office.http.orders}) == 1


def test_a_lasting_failure_is_an_incident_at_once(office: Office) -> None:
    office.http.answers = [ConnectorError("status 403", permanent=True)]
    request = office.orders("errand")
    office.works()
    assert [call.state for call in office.calls()] == ["dead"]
    assert "status 403" in office.incidents()[0].cause
    assert office.request(request).state == "stuck"


def test_the_last_failed_try_is_an_incident(office: Office) -> None:
    office.http.answers = [ConnectorError("no answer") for _try in range(6)]
    office.orders("errand")
    for hour in range(6):
        move_clock(3601 * hour)
        office.works()
    assert len(office.http.orders) == 6
    assert len(office.incidents()) == 1
    move_clock(100_000)
    office.works()
    assert len(office.http.orders) == 6


def test_a_broken_connector_fails_its_call_and_no_other(office: Office) -> None:
    office.http.answers = [ZeroDivisionError("division by zero"), {}]
    first, second = office.orders("errand"), office.orders("errand")
    office.works()
    assert office.calls()[0].error == "ZeroDivisionError: division by zero"
    assert office.calls()[0].state == "ready"
    assert office.request(first).state == "running"
    assert office.request(second).outcome == "fulfilled"


def test_a_type_that_nobody_knows_is_an_incident(office: Office) -> None:
    office.shift.connectors = {}
    office.orders("errand")
    office.works()
    assert "'http'" in office.incidents()[0].cause


def test_a_call_that_kills_its_worker_again_and_again_is_an_incident(office: Office) -> None:
    office.orders("errand")
    for crash in range(6):
        with transaction():
            leases.claim(type(office.calls()[0]), f"crashed:{crash}")
        move_clock(61 * (crash + 1))
    office.works()
    assert office.http.orders == []
    assert len(office.incidents()) == 1


def test_an_answer_that_comes_after_the_lease_went_on_changes_nothing(office: Office) -> None:
    """The first worker sleeps past its lease; a second one takes the call and finishes; then the first comes back."""
    request = office.orders("errand")
    with transaction():
        (late,) = work.calls.claim("slow:1")
    move_clock(61)
    office.works()
    before = office.request(request)
    assert before.outcome == "fulfilled"
    office.http.answers = [{"late": True}]
    work._one(late, office.shift)

    assert office.calls()[0].result == "{}"
    assert office.calls()[0].attempts == 2


def test_a_timer_fires_when_due_and_not_before(office: Office) -> None:
    request = office.orders("pause")
    move_clock(590)
    office.works()
    assert office.timers()[0].state == "ready"
    assert office.request(request).state == "running"
    move_clock(605)
    office.works()
    assert office.timers()[0].state == "done"
    assert office.request(request).outcome == "fulfilled"


def test_a_timer_that_kills_its_worker_again_and_again_is_an_incident(office: Office) -> None:
    request = office.orders("pause")
    for crash in range(6):
        move_clock(605 + 61 * crash)
        with transaction():
            leases.claim(type(office.timers()[0]), f"crashed:{crash}")
    move_clock(2000)
    office.works()
    assert office.timers()[0].state == "dead"
    (incident,) = office.incidents()
    assert (incident.kind, incident.command is not None) == ("timer", True)
    assert office.request(request).state == "stuck"


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
        outbox.again(mail().id)
    office.works()
    assert len(sink.letters) == 1


def test_a_mail_server_that_is_away_delays_the_mail(office: Office) -> None:
    office.shift.post = Post("smtp://127.0.0.1:9", "laneway@example.org")
    write_mail()
    office.works()
    assert (mail().state, mail().attempts) == ("ready", 1)
    assert mail().run_at > mail().created_at


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
