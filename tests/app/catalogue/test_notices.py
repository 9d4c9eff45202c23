"""How people want to be told: the usual, what they chose, quiet hours and the hour of the daily mail in their zone."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from app.catalogue import mails, notices, wishes
from app.catalogue.calendars import facts
from app.errors import InvalidForm

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = {"name": "Office", "zone": "UTC", "week": ["08:00-17:00"] * 5 + ["", ""], "holidays": {"2026-11-24": "A feast"}}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


def test_every_kind_stands_under_one_event_that_there_is() -> None:
    assert set(notices.OF_KIND) <= set(mails.kinds())
    assert notices.event_of("something new") == "other"


def test_what_is_not_chosen_is_as_usual_and_what_is_kept_is_read_again() -> None:
    chosen = wishes.checked({"ways": {"comment": {"shown": False, "mail": "digest"}}, "quiet": ["20:00", "07:00"]})
    again = notices.read(notices.plain(chosen))
    assert again.way("comment") == notices.Way(shown=False, mail="digest")
    assert again.way("ended") == notices.Way()
    assert again.quiet == (time(20), time(7))
    assert notices.plain(wishes.checked({"ways": {"ended": {"shown": True, "mail": "now"}}}))["ways"] == {}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ways": {"approval": {"shown": True, "mail": "no"}}}, "ways.approval"),
        ({"ways": {"weather": {"shown": True, "mail": "no"}}}, "ways.weather"),
        ({"ways": {"comment": {"shown": True, "mail": "pigeon"}}}, "ways.comment"),
        ({"digest_at": "noon"}, "digest_at"),
        ({"quiet": ["20:00", ""]}, "quiet"),
        ({"quiet": ["20:00", "20:00"]}, "quiet"),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidForm) as caught:
        wishes.checked(given)
    assert set(caught.value.fields) == {field}


@pytest.mark.parametrize(
    ("quiet", "moment", "leaves"),
    [
        (["20:00", "07:00"], "2026-11-23T21:30", "2026-11-24T07:00"),
        (["20:00", "07:00"], "2026-11-24T06:59", "2026-11-24T07:00"),
        (["20:00", "07:00"], "2026-11-24T07:00", "2026-11-24T07:00"),
        (["20:00", "07:00"], "2026-11-24T12:00", "2026-11-24T12:00"),
        (["12:00", "13:00"], "2026-11-24T12:30", "2026-11-24T13:00"),
        (["20:00", "07:00"], "2027-03-27T23:00", "2027-03-28T07:00"),  # the clocks go forward in that night
    ],
)
def test_mails_wait_until_the_quiet_hours_are_over(quiet: list[str], moment: str, leaves: str) -> None:
    wanted = wishes.checked({"quiet": quiet})
    assert wanted.mail_at("comment", at(moment), BERLIN) == at(leaves)
    assert wanted.mail_at("reminder", at(moment), BERLIN) == at(moment)
    patient = wishes.checked({"quiet": quiet, "urgent": False})
    assert patient.mail_at("reminder", at(moment), BERLIN) == at(leaves)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-23T07:57", "2026-11-23T08:00"),
        ("2026-11-23T07:59", "2026-11-25T08:00"),  # what is being written now may be late; the 24th is a holiday
        ("2026-11-27T12:00", "2026-11-30T08:00"),
    ],
)
def test_the_daily_mail_comes_at_eight_on_working_days(moment: str, due: str) -> None:
    works = facts.of({"key": "standard", **WEEK}).works
    assert notices.Wishes().next_digest(at(moment), BERLIN, works) == at(due)
