"""A calendar that runs out of years is given their holidays by the scheduler; one that has enough is left alone."""

from flask import Flask

from app.db import now, reading, session, transaction
from app.jobs import holidays
from app.models.calendar import Calendar
from app.operations import calendars
from app.operations.holidays import Holidays
from tests.fixtures.cast import Player


def test_coming_years(sqlite_house: Flask) -> None:
    with transaction():
        year = now().year
        facts = calendars.checked("standard", {**calendars.standard(), "region": "DE-BY"})
        few = Holidays({f"{year}-01-01": "Neujahr"}, "de", year)
        calendars.save(Player("admin").actor, "standard", facts, few)
    holidays.extend()
    with reading():
        row = session().query(Calendar).filter_by(key="standard", current=True).one()
        assert row.until == year + 3
        assert f"{year + 2}-01-06" in row.facts
        facts = row.facts
    holidays.extend()
    with reading():
        assert session().query(Calendar).filter_by(key="standard", current=True).one().facts == facts
