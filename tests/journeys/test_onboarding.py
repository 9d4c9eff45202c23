"""Onboarding: ordered by HR, everything in parallel, due before the first day, closed by itself."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.connectors.base import ConnectorError
from app.db import now, reading, session, transaction
from app.errors import Conflict, InvalidForm, NotFound, TooLate
from app.models.incident import Incident
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import ordering, wanted
from app.operations.people import person_of
from tests.fixtures.cast import Cast, Recorder
from workflows.values import loads

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PARTS = ["Get the equipment", "Make the badge", "Prepare the desk"]
NORA = {
    "name": "Nóra Balogh",
    "login": "nora",
    "private_email": "nora@post.example",
    "department": "Design",
    "manager": "jonas",
    "country": "HU",
    "building": "Building B",
    "room": "3.14",
    "equipment": ["notebook", "headset"],
    "papers": ["rules", "data"],
}


def ordered(cast: Cast, **changed: object) -> str:
    number = cast.hanna.orders("onboarding", {**NORA, "first_day": cast.day(30), **changed})
    cast.works()
    return number


def prepared(cast: Cast, number: str) -> None:
    cast.zsofia.does(number, "Prepare the desk")
    cast.stefan.does(number, "Make the badge", badge_number="B-1044")
    cast.bela.does(number, "Get the equipment")
    cast.hanna.does(number, "Plan the introduction", mentor="Marta", introduction_plan="At nine, Marta waits for you.")
    cast.works()


def posted(to: str) -> list[str]:
    """The subjects of the mails to an address outside the house."""
    with reading():
        letters = [loads(row.payload) for row in session().scalars(select(Outbox).where(Outbox.kind == "mail"))]
    return [letter["subject"] for letter in letters if letter["to"] == to and letter["kind"] == "process"]


def wait_until_ten(cast: Cast, first_day: str, days_before: int) -> None:
    """Time passes until ten in the morning of that day in Berlin."""
    day = datetime.fromisoformat(first_day) - timedelta(days=days_before)
    with reading():
        left = day.replace(hour=10, tzinfo=ZoneInfo("Europe/Berlin")) - now()
    cast.later(seconds=left.total_seconds())


def steps(cast: Cast, number: str) -> int:
    """Take them all; how many there were."""
    done = 0
    while not cast.nora.has_nothing(number):
        cast.nora.does_next(number, step_done=True)
        done += 1
    return done


def test_ready_on_the_first_day(cast: Cast) -> None:
    number = ordered(cast)
    assert cast.request(number).title == f"Nóra Balogh, {cast.day(30)}"
    prepared(cast, number)
    assert cast.request(number).state == "running"
    assert steps(cast, number) == 4
    request = cast.request(number)
    assert (request.state, request.outcome) == ("ended", "fulfilled")
    assert cast.mails("hanna", "ended")
    assert cast.journal_holds()


def test_the_account_is_made_and_invites_its_owner(cast: Cast) -> None:
    ordered(cast)
    with reading():
        nora = person_of("nora")
        facts = (nora.name, nora.department, nora.country, nora.language, nora.manager.login if nora.manager else "")
    assert facts == ("Nóra Balogh", "Design", "HU", "hu", "jonas")
    assert len(cast.mails("nora", "invite")) == 1


def test_papers_come_in_the_language_of_the_country(cast: Cast) -> None:
    ordered(cast)
    assert posted("nora@post.example") == [
        "Az első munkanap előtt: Házirend",
        "Az első munkanap előtt: Adatvédelem",
    ]


def test_the_newcomer_has_their_own_steps_and_sees_what_each_is(cast: Cast) -> None:
    number = ordered(cast)
    texts = [cast.nora.reads(task)[0] for task in cast.nora.tasks(number)]
    assert sorted(texts)[0] == "Ellenőrizze a felszerelését."
    assert len(texts) == 4
    with pytest.raises(InvalidForm):
        cast.nora.does_next(number)


def test_the_newcomer_is_told_how_the_day_begins(cast: Cast) -> None:
    number = ordered(cast)
    prepared(cast, number)
    assert "Az első munkanap" in posted("nora@post.example")


def test_due_dates_are_counted_back_from_the_first_day_in_working_days(cast: Cast) -> None:
    number = ordered(cast, first_day="2031-03-10")  # a Monday
    due = cast.zsofia.task(number, "Prepare the desk").due_at
    assert due == datetime(2031, 3, 6, 16, tzinfo=UTC)
    assert cast.bela.task(number, "Get the equipment").due_at == datetime(2031, 2, 24, 16, tzinfo=UTC)
    with transaction():
        wanted.change(cast.hanna.actor, number, date(2031, 3, 17))
    assert cast.bela.task(number, "Get the equipment").due_at == datetime(2031, 3, 3, 16, tzinfo=UTC)
    assert len(cast.mails("bela", "moved")) == 1
    assert cast.variables(number)["first_day"] == "2031-03-17"


def test_too_late_is_said_with_the_first_day_that_could_be_kept(cast: Cast) -> None:
    with transaction(), pytest.raises(TooLate, match="Procurement gets the equipment: earliest"):
        ordering.submit(cast.hanna.actor, "onboarding", {**NORA, "first_day": cast.day(4)}, anyway=False)
    assert ordered(cast, first_day=cast.day(4))


def test_only_hr_orders_it(cast: Cast) -> None:
    with pytest.raises(NotFound):
        cast.marta.orders("onboarding", {**NORA, "first_day": cast.day(30)})


def test_a_name_that_is_taken_is_settled_by_hand(cast: Cast) -> None:
    number = ordered(cast, login="marta")
    assert "Create the account by hand" in cast.open_tasks(number)
    assert cast.mails("nora") == []
    with transaction():
        session().add(Person(login="nora.b", name="Nóra Balogh", email="n@post.example", roles=[], created_at=NOW))
    cast.dan.does(number, "Create the account by hand", login="nora.b", created=True)
    cast.works()
    assert len(getattr(cast, "nora.b").tasks(number)) == 4
    assert len(posted("nora@post.example")) == 2


def test_an_unknown_manager_is_settled_by_hand(cast: Cast) -> None:
    number = ordered(cast, manager="nobody")
    assert "Create the account by hand" in cast.open_tasks(number)


def test_the_directory_is_down_then_repaired(cast: Cast) -> None:
    own = cast.connectors["directory"]
    cast.connectors["directory"] = Recorder("directory", answers=[ConnectorError("No answer.", permanent=True)])
    number = ordered(cast)
    assert cast.request(number).state == "stuck"
    assert cast.open_tasks(number) == PARTS  # the others go on meanwhile
    with reading():
        incident = session().scalars(select(Incident).where(Incident.state == "open")).one()
    cast.connectors["directory"] = own
    cast.paul.retries(incident.id)
    cast.works()
    assert cast.request(number).state == "running"
    assert len(cast.nora.tasks(number)) == 4


def test_each_team_is_reminded_the_day_before_its_part_is_due(cast: Cast) -> None:
    first_day = cast.day(30)
    number = ordered(cast, first_day=first_day)
    cast.stefan.does(number, "Make the badge", badge_number="B-1044")
    for days_before, reminders in ((16, [0, 0, 0]), (15, [1, 0, 0]), (4, [2, 0, 0]), (3, [3, 1, 0])):
        wait_until_ten(cast, first_day, days_before)
        assert [len(cast.mails(who, "reminder")) for who in ("bela", "zsofia", "stefan")] == reminders


def test_reminders_follow_the_first_day_both_ways(cast: Cast) -> None:
    first_day, sooner = cast.day(40), cast.day(33)
    number = ordered(cast, first_day=first_day)
    with transaction():
        wanted.change(cast.hanna.actor, number, date.fromisoformat(sooner))
    wait_until_ten(cast, sooner, 16)
    assert cast.mails("bela", "reminder") == []
    wait_until_ten(cast, sooner, 15)
    assert len(cast.mails("bela", "reminder")) == 1
    with transaction():
        wanted.change(cast.hanna.actor, number, date.fromisoformat(first_day))
    wait_until_ten(cast, first_day, 16)
    assert len(cast.mails("bela", "reminder")) == 1
    wait_until_ten(cast, first_day, 15)
    assert len(cast.mails("bela", "reminder")) == 2
    assert cast.journal_holds()


def test_withdrawn_when_nobody_comes(cast: Cast) -> None:
    number = ordered(cast)
    cast.bela.does(number, "Get the equipment")
    cast.hanna.withdraws(number, "She stays where she is.")
    assert cast.request(number).state == "withdrawing"
    assert cast.open_tasks(number) == ["Cancel the order", "Disable the account"]
    with pytest.raises(Conflict):
        cast.hanna.withdraws(number, "Once more.")
    cast.bela.does(number, "Cancel the order")
    assert cast.request(number).state == "withdrawing"
    cast.eva.does(number, "Disable the account")
    ended = cast.request(number)
    assert (ended.state, ended.outcome, ended.reason) == ("ended", "withdrawn", "She stays where she is.")
    cast.later(days=40)
    assert cast.mails("zsofia", "reminder") == []


def test_withdrawn_before_anything_was_done(cast: Cast) -> None:
    number = cast.hanna.orders("onboarding", {**NORA, "first_day": cast.day(30)})
    cast.hanna.withdraws(number, "A slip.")
    assert (cast.request(number).outcome, cast.open_tasks(number)) == ("withdrawn", [])


def test_an_address_that_is_none(cast: Cast) -> None:
    with pytest.raises(InvalidForm) as wrong:
        cast.hanna.orders("onboarding", {**NORA, "first_day": cast.day(30), "private_email": "nora at home"})
    assert list(wrong.value.fields) == ["private_email"]
