"""Schedules: a timer start event orders a request when its time has come, once, whoever looks, however late."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.db import session, transaction
from app.errors import StaleLease
from app.jobs import schedules as jobs
from app.models.journal import Journal
from app.models.person import Person
from app.models.schedule import Schedule
from app.operations import importing, leases, publishing, schedules
from app.operations.permissions import LANEWAY
from tests.app.jobs.conftest import read
from tests.app.operations.beginning_items import House, asked, done, item
from tests.app.operations.test_leases import move_clock
from tests.workflows.diagrams import extensions, node, path, properties, timer

DAY = 86_400


def cleaning(cycle: str = "R/P1D", requester: str = "") -> bytes:
    begin = node("startEvent", "daily", extensions(properties(requester=requester)), timer(cycle, "Cycle"))
    return item("cleaning", begin, asked("t"), done(), path("daily", "t", "end"), owner="ilse", timezone="UTC")


@pytest.fixture
def house(empty_house: Flask) -> House:
    made = House(empty_house)
    made.publish("cleaning", cleaning())
    return made


def schedule() -> Schedule:
    (row,) = read(select(Schedule))
    return row


def test_it_orders_when_due_and_waits_for_the_next_turn(house: House) -> None:
    first = schedule().run_at
    move_clock(DAY - 60)
    house.work()
    assert house.requests("cleaning") == []
    move_clock(DAY + 5)
    house.work()
    (request,) = house.requests("cleaning")
    assert (house.requesters("cleaning"), request.state) == (["ilse"], "running")
    assert (schedule().run_at, schedule().request_id) == (first + timedelta(days=1), request.id)
    house.work()
    move_clock(2 * DAY + 5)
    house.work()
    assert len(house.requests("cleaning")) == 2


def test_after_a_standstill_it_catches_up_once(house: House) -> None:
    first = schedule().run_at
    move_clock(10 * DAY + 5)
    house.work()
    assert len(house.requests("cleaning")) == 1
    assert schedule().run_at == first + timedelta(days=10)


def test_a_cron_line_orders_at_its_moments_and_catches_up_once(house: House) -> None:
    house.publish("cleaning", cleaning("0 30 8 ? * *"))
    first = schedule().run_at
    assert (first.hour, first.minute, first.second) == (8, 30, 0)
    move_clock(10 * DAY)
    house.work()
    house.work()
    assert len(house.requests("cleaning")) == 1
    assert schedule().run_at - first in (timedelta(days=9), timedelta(days=10))


def test_two_that_look_at_once_order_once(house: House) -> None:
    move_clock(DAY + 5)
    with transaction():
        (mine,) = jobs.claim("a:1")
    with transaction():
        assert jobs.claim("b:2") == []
    move_clock(DAY + 65)
    with transaction():
        (theirs,) = jobs.claim("b:2")
    with transaction():
        schedules.fire(theirs.held.id, theirs.held.token)
    with pytest.raises(StaleLease), transaction():
        schedules.fire(mine.held.id, mine.held.token)
    assert len(house.requests("cleaning")) == 1


def test_a_turn_in_work_does_not_count_when_the_item_is_taken_out(house: House) -> None:
    move_clock(DAY + 5)
    with transaction():
        (mine,) = jobs.claim("a:1")
    with transaction():
        publishing.retire(LANEWAY, "cleaning", 1)
    with pytest.raises(StaleLease), transaction():
        schedules.fire(mine.held.id, mine.held.token)
    assert house.requests("cleaning") == []


def test_a_new_version_goes_on_where_the_schedule_was_and_a_changed_one_begins_anew(house: House) -> None:
    before = schedule()
    move_clock(3600)
    house.publish("cleaning", cleaning(requester="otto"))
    assert (schedule().run_at, schedule().version_id) != (before.run_at, before.version_id)
    assert schedule().run_at == before.run_at
    house.publish("cleaning", cleaning("R/P2D"))
    assert schedule().run_at > before.run_at + timedelta(days=1)
    move_clock(4 * DAY)
    with transaction():
        publishing.retire(LANEWAY, "cleaning", 3)
    house.work()
    assert read(select(Schedule)) == []
    assert house.requests("cleaning") == []


def test_a_version_published_while_a_turn_is_in_work(house: House) -> None:
    """One that says the same does the turn; one that says another time leaves the old turn undone."""
    move_clock(DAY + 5)
    with transaction():
        (same,) = jobs.claim("a:1")
    house.publish("cleaning", cleaning(requester="otto"))
    with transaction():
        schedules.fire(same.held.id, same.held.token)
    assert house.requesters("cleaning") == ["otto"]
    move_clock(2 * DAY + 5)
    with transaction():
        (changed,) = jobs.claim("a:1")
    house.publish("cleaning", cleaning("R/P2D"))
    with pytest.raises(StaleLease), transaction():
        schedules.fire(changed.held.id, changed.held.token)
    assert len(house.requests("cleaning")) == 1


def test_when_the_requester_has_left_the_next_in_line_is(house: House) -> None:
    house.publish("cleaning", cleaning(requester="otto"))
    with transaction():
        session().scalars(select(Person).where(Person.login == "otto")).one().active = False
    move_clock(DAY + 5)
    house.work()
    assert house.requesters("cleaning") == ["ilse"]
    with transaction():
        session().scalars(select(Person).where(Person.login == "ilse")).one().active = False
        session().scalars(select(Person).where(Person.login == "robo")).one().roles = ["process_manager"]
    move_clock(2 * DAY + 5)
    house.work()
    assert house.requesters("cleaning") == ["ilse", "robo"]


def test_a_clock_that_goes_back_orders_nothing_again(house: House) -> None:
    move_clock(DAY + 5)
    house.work()
    move_clock(0)
    house.work()
    move_clock(DAY + 5)
    house.work()
    assert len(house.requests("cleaning")) == 1


def test_a_schedule_ends_with_its_last_turn(house: House) -> None:
    house.publish("cleaning", cleaning("R2/P1D"))
    for day in (1, 2, 3):
        move_clock(day * DAY + 60)
        house.work()
    assert len(house.requests("cleaning")) == 2
    assert schedule().state == "done"


def test_an_item_of_no_time_zone_stays_a_draft(sqlite_house: Flask) -> None:
    diagram = item("late", node("startEvent", "s"), done(), path("s", "end"), owner="olivia", timezone="Mars/Olympus")
    with transaction():
        made = importing.import_files({"late.bpmn": diagram})
        assert made.state == "draft"
        assert "process.timezone" in made.problems


def test_what_cannot_be_ordered_stops_with_a_word_until_somebody_mends_it(house: House) -> None:
    with transaction():
        for person in session().scalars(select(Person)):
            person.active = False
    seconds = DAY + 5
    for _try in range(12):
        seconds += 4000
        move_clock(seconds)
        house.work()
    assert schedule().state == "dead"
    assert "owner" in schedule().error
    assert [row.kind for row in read(select(Journal).where(Journal.request_id == 0))][-1] == "schedule.failed"
    stopped = schedule().id
    with transaction():
        for person in session().scalars(select(Person)):
            person.active = True
        schedules.again(LANEWAY, "cleaning", stopped)
    house.work()
    assert len(house.requests("cleaning")) == 1
    assert schedule().state == "ready"
    with transaction():
        assert not leases.due(Schedule)


def test_what_an_older_release_published_is_opened_and_opening_again_changes_nothing(house: House) -> None:
    before = schedule()
    with transaction():
        publishing.open_entrances()
    assert (schedule().id, schedule().run_at) == (before.id, before.run_at)
    with transaction():
        session().execute(delete(Schedule))
        publishing.open_entrances()
    assert schedule().state == "ready"
