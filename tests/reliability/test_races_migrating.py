"""A request taken to another version against the work on it: one of the orders that could be, wholly."""

from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.journal import Journal
from app.models.timer import Timer
from app.operations import clock, importing, leases, migrating, requests, tasks, timers
from tests.app.operations.migrating_items import FIRST, KEY, MORE, RENAMED, TIMED, follows, publish
from tests.fixtures.cast import Cast
from tests.reliability.test_races import offered, who
from tests.reliability.together import kinds, together

pytestmark = pytest.mark.usefixtures("whole_afterwards")

ROUNDS = 6


def taking(cast: Cast, number: str, new: int, old: int = 1) -> Any:
    """The deed of taking it along."""
    paul = who(cast.paul)
    with reading():
        found = migrating.way(paul, KEY, old, new)
    return partial(migrating.take_along, paul, found, int(number[4:]))


def test_against_a_completion(house: Flask, cast: Cast) -> None:
    numbers, new = ordered(cast, FIRST), publish(MORE)
    for round_, number in enumerate(numbers):
        dana, task = offered(cast.dana, number)
        taken, done = together(
            house, taking(cast, number, new), partial(tasks.complete, dana, task, {}), late=round_ % 2
        )
        assert kinds([done]) == ["done"]
        assert taken.ok
        assert follows(number) == new
        told = kinds_told(number)
        before = told.index("task.completed") < told.index("request.migrated")
        assert cast.open_tasks(number) == (["Carry"] if before else ["Lift"])


def test_against_the_timer_that_ends_the_task(house: Flask, cast: Cast) -> None:
    numbers, new = ordered(cast, TIMED), publish(FIRST)
    with transaction():
        clock.move(2 * 86_400 + 60)
    with transaction():
        due = {row.request_id: (row.id, row.lease_token) for row in leases.claim(Timer, "test", limit=50)}
    for round_, number in enumerate(numbers):
        fire = partial(timers.fire, *due[int(number[4:])])
        taken, fired = together(house, taking(cast, number, new), fire, late=round_ % 2)
        if kinds([fired]) == ["done"]:  # where it stands now is not in the new version
            assert (taken.ok, follows(number), cast.open_tasks(number)) == (False, 1, ["Chase"])
        else:
            assert (taken.ok, follows(number), cast.open_tasks(number)) == (True, new, ["Pack"])
            with reading():
                left = select(Timer.state).where(Timer.request_id == int(number[4:]))
                assert session().scalars(left).all() == ["cancelled"]


def test_against_another_and_against_a_withdrawal(house: Flask, cast: Cast) -> None:
    numbers, second = ordered(cast, FIRST), publish(MORE)
    third = publish(MORE.replace(b"Pack well", b"Pack better"))
    for round_, number in enumerate(numbers):
        answers = together(house, taking(cast, number, second), taking(cast, number, third), late=round_ % 2)
        [won] = [one for one in answers if one.ok]
        [lost] = [one for one in answers if not one.ok]
        assert (lost.because.why, follows(number) in (second, third)) == ("elsewhere", True)
        again = taking(cast, number, third, follows(number)) if follows(number) == second else None
        withdraw = partial(requests.withdraw, who(cast.marta), number, "No.")
        more = together(house, withdraw, *([again] if again else []), late=round_ % 2)
        assert kinds(more) == ["done"] * len(more)
        assert cast.request(number).outcome == "withdrawn"
        assert won.request == number


def test_against_a_version_that_is_just_published(house: Flask, cast: Cast) -> None:
    [number], new = ordered(cast, FIRST, 1), publish(MORE)
    bring = partial(importing.import_files, {f"{KEY}.bpmn": RENAMED})
    taken, row = together(house, taking(cast, number, new), bring)
    assert not isinstance(row, Exception)
    assert (taken.ok, follows(number)) == (True, new)
    made = together(house, taking(cast, number, new + 1, new), taking(cast, number, new + 1, new))
    assert [one.ok for one in made] == [False, False]
    cast.dana.does(number, "Pack well")
    assert cast.open_tasks(number) == ["Lift"]


def ordered(cast: Cast, first: bytes, number: int = ROUNDS) -> list[str]:
    """So many requests that follow the first version."""
    publish(first)
    return [cast.marta.orders(KEY, {}) for _ in range(number)]


def kinds_told(number: str) -> list[str]:
    """What the journal tells of a request, in order."""
    with reading():
        mine = select(Journal.kind).where(Journal.request_id == int(number[4:])).order_by(Journal.seq)
        return list(session().scalars(mine))
