"""Taking a request along to another version against all other work on it, each in a process of its own.

Whoever holds the request's row is first; the other finds what the first left, and does what is still right, or says
why not.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask

from app.db import reading, transaction
from app.models.timer import Timer
from app.operations import clock, importing, leases, migrating, requests, tasks, timers
from tests.app.operations.migrating_items import FIRST, KEY, MORE, RENAMED, TIMED, follows, publish
from tests.fixtures.cast import Cast
from tests.reliability.apart import in_turn
from tests.reliability.test_races import offered, who

pytestmark = pytest.mark.usefixtures("whole_afterwards")

Deed = Callable[[], Any]


def taking(cast: Cast, number: str, new: int, old: int = 1) -> Deed:
    """The deed of taking it along; whether it was."""
    paul = who(cast.paul)
    with reading():
        found = migrating.way(paul, KEY, old, new)
    return lambda: migrating.take_along(paul, found, int(number[4:])).ok


def completing(cast: Cast, number: str) -> Deed:
    dana, task = offered(cast.dana, number)
    return lambda: tasks.complete(dana, task, {}).state


def two(cast: Cast, version: bytes) -> tuple[str, str]:
    """Two requests on that version."""
    publish(version)
    return cast.marta.orders(KEY, {}), cast.marta.orders(KEY, {})


def test_a_completion(house: Flask, cast: Cast) -> None:
    (first, other), new = two(cast, FIRST), publish(MORE)
    assert in_turn(house, taking(cast, first, new), completing(cast, first)) == [True, "completed"]
    assert (follows(first), cast.open_tasks(first)) == (new, ["Lift"])
    assert in_turn(house, completing(cast, other), taking(cast, other, new)) == ["completed", True]
    assert (follows(other), cast.open_tasks(other)) == (new, ["Carry"])


def test_a_timer_that_ends_the_task(house: Flask, cast: Cast) -> None:
    (first, other), new = two(cast, TIMED), publish(FIRST)
    with transaction():
        clock.move(2 * 86_400 + 60)
    with transaction():
        due = {row.request_id: (row.id, row.lease_token) for row in leases.claim(Timer, "test", limit=50)}
    firing = {number: partial(timers.fire, *due[int(number[4:])]) for number in (first, other)}
    assert in_turn(house, taking(cast, first, new), firing[first]) == [True, "StaleLease"]
    assert (follows(first), cast.open_tasks(first)) == (new, ["Pack"])
    assert in_turn(house, firing[other], taking(cast, other, new))[1] is False
    assert (follows(other), cast.open_tasks(other)) == (1, ["Chase"])


def test_a_withdrawal(house: Flask, cast: Cast) -> None:
    (first, other), new = two(cast, FIRST), publish(MORE)
    marta = who(cast.marta)
    withdrawing = {number: lambda n=number: requests.withdraw(marta, n, "No.").number for number in (first, other)}
    assert in_turn(house, taking(cast, first, new), withdrawing[first]) == [True, first]
    assert in_turn(house, withdrawing[other], taking(cast, other, new)) == [other, False]
    assert (follows(first), follows(other)) == (new, 1)
    assert [cast.request(number).outcome for number in (first, other)] == ["withdrawn", "withdrawn"]


def test_another_who_takes_it_elsewhere(house: Flask, cast: Cast) -> None:
    (first, other), second = two(cast, FIRST), publish(MORE)
    third = publish(MORE.replace(b"Pack well", b"Pack better"))
    for number, goal, late in ((first, second, third), (other, third, second)):
        assert in_turn(house, taking(cast, number, goal), taking(cast, number, late)) == [True, False]
        assert follows(number) == goal


def test_a_version_that_is_just_published(house: Flask, cast: Cast) -> None:
    (first, other), new = two(cast, FIRST), publish(MORE)
    bring = [lambda f=file: importing.import_files({f"{KEY}.bpmn": f}).state for file in (RENAMED, TIMED)]
    assert in_turn(house, taking(cast, first, new), bring[0]) == [True, "published"]
    assert in_turn(house, bring[1], taking(cast, other, new)) == ["published", True]
    assert (follows(first), follows(other)) == (new, new)
    cast.dana.does(first, "Pack well")
    assert cast.open_tasks(first) == ["Lift"]
