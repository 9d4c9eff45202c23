"""Clocks follow the steps of a request: begin, stand while the requester is asked, remind, are breached, are met."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from app.catalogue.calendars import counting
from app.db import now, reading, session, transaction
from app.models.clock import Clock, ClockSegment
from app.models.request import Request
from app.models.task import Task
from app.operations import calendars, questions, tasks
from app.operations.clocks import rows
from tests.fixtures.cast import Cast

WISH = {"subject": "A second monitor", "category": "it", "description": "The one there flickers."}


def clock(number: str, kind: str) -> Clock:
    query = session().query(Clock).filter_by(request_id=int(number[4:]), kind=kind)
    return query.order_by(Clock.id.desc()).populate_existing().first()


def adds_up(row: Clock) -> int:
    """What it has used, which is what its ledger adds up to."""
    value = calendars.value(row.calendar)
    found = session().query(ClockSegment).filter_by(clock_id=row.id).order_by(ClockSegment.id)
    lines = counting.ledger(value, rows.turns_of(found.all()), now())
    assert rows.count_of(row).used(value, now()) == counting.used(lines)
    return counting.used(lines)


def monday(cast: Cast) -> None:
    """It is nine o'clock on the Monday of some week without a holiday."""
    with reading():
        calendar, moment = calendars.value(calendars.current("standard")), now()
    nine = moment.astimezone(calendar.tz).replace(hour=9, minute=0, second=0, microsecond=0)
    days = range(1, 60)
    mondays = (nine + timedelta(days=n) for n in days if (nine + timedelta(days=n)).weekday() == 0)
    free = next(day for day in mondays if all(calendar.works((day + timedelta(days=n)).date()) for n in range(5)))
    cast.later(seconds=(free - moment).total_seconds())


def test_what_an_order_is_due_by(cast: Cast) -> None:
    monday(cast)
    number = cast.marta.orders("general_request", WISH)
    with reading():
        row, request = clock(number, "resolution"), session().get_one(Request, int(number[4:]))
        [task] = session().query(Task).filter_by(request_id=request.id)
        assert row.due_at is not None
        there = row.due_at.astimezone(ZoneInfo("Europe/Berlin"))
        assert (there.weekday(), there.hour) == (3, 9), "three working days later"
        assert request.due_at == row.due_at
        assert task.due_at == clock(number, "ola").due_at


def test_asking_the_requester_stops_the_clocks(cast: Cast) -> None:
    monday(cast)
    number = cast.marta.orders("general_request", WISH)
    task = cast.eva.task(number)
    with transaction():
        tasks.claim(cast.eva.actor, task.id)
        before = {kind: clock(number, kind).due_at for kind in ("resolution", "ola")}
        asked = questions.ask(cast.eva.actor, task.id, "marta", "Which room?").id
    with reading():
        for kind in before:
            row = clock(number, kind)
            assert (row.cause, row.due_at, row.state) == ("requester", None, "held")
        assert clock(number, "response").verdict == "met"
        assert session().get_one(Task, task.id).due_at is None
    cast.later(hours=3)
    with transaction():
        questions.answer(cast.marta.actor, number, asked, "2.04")
    with reading():
        for kind, due in before.items():
            row = clock(number, kind)
            moved = (row.due_at - due).total_seconds() - 3 * 3600
            assert abs(moved) <= 60, "by three hours; lunch is not between"
            assert adds_up(row) < 60
        assert session().get_one(Task, task.id).due_at == clock(number, "ola").due_at


def test_the_requesters_own_turn_stops_it(cast: Cast) -> None:
    monday(cast)
    number = cast.marta.orders("general_request", WISH)
    cast.later(hours=2)
    cast.eva.does(number, "Take care of it", result="question", question="Which room?")
    with reading():
        assert clock(number, "resolution").cause == "requester"
        assert clock(number, "ola").cause == "elsewhere"
        assert 7200 <= adds_up(clock(number, "ola")) < 7260
    cast.later(days=1)
    cast.marta.does(number, "Answer the question", reply="2.04")
    with reading():
        assert clock(number, "resolution").cause == clock(number, "ola").cause == ""
        assert 7200 <= adds_up(clock(number, "resolution")) < 7260
    assert len(cast.mails("eva", "clock")) == 0


def test_the_ladder(cast: Cast) -> None:
    monday(cast)
    number = cast.marta.orders("general_request", WISH)
    cast.later(days=1, hours=4)  # 11 of 16 working hours
    assert cast.mails("eva", "clock") == []
    cast.later(hours=2)
    assert [mail["facts"]["hours"] for mail in cast.mails("eva", "clock")] == [75]
    cast.later(days=1)
    with reading():
        row = clock(number, "ola")
        assert (row.verdict, row.rung) == ("breached", 3)
        assert clock(number, "resolution").verdict is None, "the whole is not late yet"
    assert len(cast.mails("grace", "clock")) == 1, "the group's manager hears of it"
    assert cast.journal_holds()


def test_what_is_done_in_time_is_met(cast: Cast) -> None:
    monday(cast)
    number = cast.marta.orders("general_request", WISH)
    with transaction():
        tasks.claim(cast.eva.actor, cast.eva.task(number).id)
    cast.marta.withdraws(number, "Found one.")
    with reading():
        assert {kind: clock(number, kind).verdict for kind in ("response", "resolution", "ola")} == {
            "response": "met", "resolution": "stopped", "ola": "stopped",
        }  # fmt: skip
        assert all(clock(number, kind).state == "done" for kind in ("response", "resolution", "ola"))
