"""A calendar is changed: nothing open moves until somebody has it counted anew, having seen before and after."""

import pytest

from app.db import reading, session, transaction
from app.errors import Forbidden, InvalidForm
from app.models.calendar import Calendar
from app.models.journal import Journal
from app.models.request import Request
from app.operations import calendars
from app.operations.clocks import recounting
from app.operations.holidays import Holidays
from tests.app.operations.test_clocks import WISH, adds_up, clock, monday
from tests.fixtures.cast import Cast

HALF = {"name": "Mornings", "zone": "Europe/Berlin", "week": ["08:00-12:00"] * 5 + ["", ""]}


def saved(cast: Cast, key: str = "standard", **facts: object) -> None:
    with transaction():
        calendars.save(cast.paul.actor, key, calendars.checked(key, {**HALF, **facts}), Holidays())


def test_nothing_moves_by_itself(cast: Cast) -> None:
    monday(cast)
    number = cast.marta.orders("general_request", WISH)
    cast.later(hours=5)
    with reading():
        before = clock(number, "resolution").due_at
    saved(cast)
    with reading():
        row = clock(number, "resolution")
        assert row.due_at == before
        changes = recounting.changes(cast.paul.actor, "standard", 50)
        [change] = [one for one in changes if one.kind == "resolution"]
        assert (change.number, change.before) == (number, before)
        assert change.after is not None
        assert (change.used_before // 60, change.used_after // 60) == (4 * 60, 3 * 60), "lunch and afternoon are gone"
    with transaction():
        recounting.recount(cast.paul.actor, "standard", row.instance_id)
    with reading():
        row = clock(number, "resolution")
        assert (row.due_at, adds_up(row) // 60) == (change.after, 3 * 60)
        assert session().get_one(Request, row.request_id).due_at == change.after
        assert recounting.changes(cast.paul.actor, "standard", 50) == []
        said = session().query(Journal).filter_by(request_id=row.request_id, kind="clock.recounted").all()
        assert len(said) == 3
    assert cast.journal_holds()


def test_a_breach_by_wrong_hours_is_taken_back(cast: Cast) -> None:
    monday(cast)
    number = cast.marta.orders("general_request", WISH)
    cast.later(hours=6)
    with reading():
        assert clock(number, "response").verdict == "breached"
    saved(cast)
    with transaction():
        recounting.recount(cast.paul.actor, "standard", clock(number, "response").instance_id)
    with reading():
        row = clock(number, "response")
        assert (row.verdict, row.rung, row.state) == (None, 0, "ready")


def test_who_may_and_what_is_refused(cast: Cast) -> None:
    with pytest.raises(Forbidden), transaction():
        calendars.save(cast.marta.actor, "mine", calendars.checked("mine", HALF), Holidays())
    with pytest.raises(InvalidForm) as wrong:
        calendars.checked("No!", {"zone": "Moon", "week": ["8-12"] * 7, "closed": {"Easter": ""}, "opened": {"x": ""}})
    assert set(wrong.value.fields) >= {"key", "zone", "week.0", "closed", "opened"}


def test_the_same_again_is_nothing_new(cast: Cast) -> None:
    saved(cast, "mornings")
    saved(cast, "mornings")
    with reading():
        assert session().query(Calendar).filter_by(key="mornings").count() == 1
    saved(cast, "mornings", name="Early")
    with reading():
        assert [
            row.current for row in session().query(Calendar).filter_by(key="mornings").order_by(Calendar.number)
        ] == [
            False,
            True,
        ]
