"""Who is told which way: News, mails at once, the daily mail, once each; quiet hours; what is read and forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from app.catalogue import wishes
from app.catalogue.notices import Way
from app.db import db, now, reading, session, transaction
from app.models.notice import Notice
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import clock, people, requests, seen, tasks, telling
from app.operations.permissions import see_request
from app.queries import news
from tests.fixtures.cast import Cast
from workflows.values import loads

WISH = {"subject": "A second monitor", "category": "it", "description": "The one there flickers."}


def wants(login: str, **given: Any) -> None:
    with transaction():
        person = session().scalars(select(Person).where(Person.login == login)).one()
        telling.keep(people.by_id(person.id), wishes.checked(given))


def mails(login: str, kind: str) -> list[Outbox]:
    with reading():
        query = select(Outbox).join(Person, Person.id == Outbox.person_id).where(Person.login == login)
        rows = session().scalars(query.where(Outbox.kind == "mail").order_by(Outbox.id)).all()
    return [row for row in rows if loads(row.payload)["kind"] == kind]


def unread(cast: Cast, login: str) -> list[str]:
    with reading():
        return [line.kind for line in news.fresh(getattr(cast, login).actor, "en")]


def writes(cast: Cast, number: str, text: str) -> None:
    with transaction():
        requests.comment(cast.eva.actor, number, text)


@pytest.fixture
def taken(cast: Cast) -> str:
    """Marta's wish, which Eva works on."""
    number = cast.marta.orders("general_request", WISH)
    with transaction():
        tasks.claim(cast.eva.actor, cast.eva.task(number).id)
    return number


def test_as_usual_both_and_looking_at_the_request_reads_it(cast: Cast, taken: str) -> None:
    writes(cast, taken, "Which size?")
    assert unread(cast, "marta") == ["comment", "submitted"]
    assert len(mails("marta", "comment")) == 1
    with transaction():
        actor = cast.marta.actor
        seen.mark(actor, see_request(actor, taken).id)
    with reading():
        assert news.unread(cast.marta.actor) == 0
        assert [line.read for line in news.page(cast.marta.actor, "en").items] == [True, True]


def test_nothing_where_nothing_is_wanted(cast: Cast, taken: str) -> None:
    wants("marta", ways={"comment": {"shown": False, "mail": "no"}})
    writes(cast, taken, "Which size?")
    assert unread(cast, "marta") == ["submitted"]
    assert mails("marta", "comment") == []


def test_one_daily_mail_with_everything_since_at_the_persons_hour(cast: Cast, taken: str) -> None:
    with transaction():
        session().scalars(select(Person).where(Person.login == "marta")).one().language = "de"
    wants("marta", ways={"comment": {"shown": True, "mail": "digest"}}, digest_at="09:00")
    for text in ("Which size?", "And which colour?"):
        writes(cast, taken, text)
    with reading():
        [due] = session().scalars(select(Outbox).where(Outbox.kind == "digest")).all()
        at = due.run_at.astimezone(telling.zone(session().get_one(Person, due.person_id)))
        assert (at.hour, at.minute, at.weekday() < 5) == (9, 0, True)
    cast.works()
    assert mails("marta", "digest") == []
    moves(due.run_at)
    for _again in range(2):
        cast.works()
    [mail] = mails("marta", "digest")
    [group] = loads(mail.payload)["facts"]["groups"]
    assert (group["number"], len(group["lines"])) == (taken, 2)
    assert "And which colour?" in group["lines"][1]
    assert mail.state == "done"
    assert mails("marta", "comment") == []
    writes(cast, taken, "Thank you.")
    with reading():
        assert len(session().scalars(select(Outbox).where(Outbox.kind == "digest")).all()) == 2


def test_another_hour_moves_the_mail_that_waits(cast: Cast, taken: str) -> None:
    wants("marta", ways={"comment": {"mail": "digest"}}, digest_at="09:00")
    writes(cast, taken, "Which size?")
    wants("marta", ways={"comment": {"mail": "digest"}}, digest_at="15:30")
    with reading():
        [due] = session().scalars(select(Outbox).where(Outbox.kind == "digest")).all()
        at = due.run_at.astimezone(telling.zone(session().get_one(Person, due.person_id)))
    assert (at.hour, at.minute) == (15, 30)


def test_quiet_hours_keep_a_mail_and_not_the_news(cast: Cast, taken: str) -> None:
    with reading():
        person = session().scalars(select(Person).where(Person.login == "marta")).one()
        local = now().astimezone(telling.zone(person))
    quiet = [(local + timedelta(minutes=shift)).strftime("%H:%M") for shift in (-30, 30)]
    wants("marta", quiet=quiet)
    writes(cast, taken, "Which size?")
    assert "comment" in unread(cast, "marta")
    [mail] = mails("marta", "comment")
    assert timedelta(minutes=28) < mail.run_at - mail.created_at < timedelta(minutes=31)
    cast.works()
    assert mails("marta", "comment")[0].state == "ready"
    moves(mail.run_at)
    cast.works()
    assert mails("marta", "comment")[0].state == "done"


def test_after_ninety_days_a_notice_goes(cast: Cast, taken: str) -> None:
    moves(now() + telling.KEPT - timedelta(hours=1))
    with transaction():
        telling.forget_old()
    assert unread(cast, "marta")
    moves(now() + timedelta(hours=2))
    with transaction():
        telling.forget_old()
    with reading():
        assert session().scalars(select(Notice)).all() == []


def test_whoever_is_told_costs_one_statement_more(house: Flask) -> None:
    """Notices of one transaction are one INSERT, however many are told."""
    said: list[str] = []

    def listen(*given: Any) -> None:
        said.append(given[2])

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        with transaction():
            for person in session().scalars(select(Person).where(Person.active).limit(8)).all():
                telling.tell(person, Way(), "comment", {"title": "x", "link": "/"}, f"many:{person.id}", None)
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    assert len([one for one in said if one.startswith("INSERT INTO notice")]) == 1
    assert len(said) <= 5  # the beginning, the people, the clock, this, the end


def moves(moment: Any) -> None:
    with transaction():
        clock.move((moment - now()).total_seconds() + 1)
