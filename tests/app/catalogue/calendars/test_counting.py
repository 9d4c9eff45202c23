"""Whatever a clock goes through, its ledger adds up to what it shows, and it is over when its goal is used."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendars.calendar import Calendar
from app.catalogue.calendars.counting import Count, Turn, ledger, recounted, share, used
from app.catalogue.calendars.walking import between
from tests.app.catalogue.calendars.calendars import calendars

MINUTES = st.integers(0, 3 * 24 * 60)
ACTS = st.lists(st.tuples(st.sampled_from(["wait", "pause", "go", "calendar"]), MINUTES, calendars()), max_size=12)
BEGIN = datetime(2026, 4, 1, 7, tzinfo=UTC)


class Clock:
    """A clock as operations/clocks turn it, without rows."""

    def __init__(self, calendar: Calendar, goal: int) -> None:
        self.calendar, self.at = calendar, BEGIN
        self.count, self.turns = Count(goal).started(BEGIN), [Turn(BEGIN)]

    def act(self, kind: str, minutes: int, calendar: Calendar) -> None:
        """Time passes, then something happens."""
        self.at += timedelta(minutes=minutes)
        if kind == "pause" and self.count.since:
            self.count = self.count.stopped(self.calendar, self.at)
            self.turns.append(Turn(self.at, "requester"))
        elif kind == "go" and not self.count.since:
            self.count = self.count.started(self.at)
            self.turns.append(Turn(self.at))
        elif kind == "calendar":
            self.calendar = calendar
            self.count = recounted(calendar, self.turns, self.count.goal)


@given(calendars(), st.integers(1, 60 * 3600), ACTS)
def test_the_ledger_adds_up(calendar: Calendar, goal: int, acts: list[tuple[str, int, Calendar]]) -> None:
    clock = Clock(calendar, goal)
    for kind, minutes, other in acts:
        clock.act(kind, minutes, other)
        lines = ledger(clock.calendar, clock.turns, clock.at)
        assert used(lines) == clock.count.used(clock.calendar, clock.at)
        assert sum(line.seconds for line in lines) == between(clock.calendar, BEGIN, clock.at), "every minute is in it"
        due = clock.count.reached(clock.calendar)
        assert (due is None) == (clock.count.since is None)
        if due is not None and clock.count.elapsed < goal:
            assert clock.count.used(clock.calendar, due) == goal


@given(calendars(), st.integers(3600, 60 * 3600), MINUTES, st.integers(1, 10 * 3600))
def test_a_pause_moves_the_end_by_its_own_length(calendar: Calendar, goal: int, minutes: int, pause: int) -> None:
    stop = BEGIN + timedelta(minutes=minutes)
    count = Count(goal).started(BEGIN)
    if count.used(calendar, stop) >= goal:
        return
    resumed = stop + timedelta(seconds=pause)
    before, after = count.reached(calendar), count.stopped(calendar, stop).started(resumed).reached(calendar)
    assert before is not None
    assert after is not None
    assert between(calendar, before, after) == between(calendar, stop, resumed), "in working time, to the second"


@given(st.integers(1, 10**6), st.integers(1, 500))
def test_a_share_is_never_reached_too_early(goal: int, percent: int) -> None:
    assert share(goal, percent) * 100 >= goal * percent > (share(goal, percent) - 1) * 100
