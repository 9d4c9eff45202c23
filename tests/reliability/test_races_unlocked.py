"""The races of processes see it when a request's row is read and not held: a planted fault.

On PostgreSQL alone: SQLite's lock is the transaction itself.
"""

import pytest
from flask import Flask

from app.operations import locking
from tests.app.operations.migrating_items import FIRST, MORE, publish
from tests.fixtures.cast import Cast
from tests.reliability.apart import LONG, in_turn
from tests.reliability.test_races_of_processes import completing, taking, two


@pytest.mark.parametrize("house", ["postgresql"], indirect=True)
def test_without_the_lock_both_are_inside(house: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    (number, _other), new = two(cast, FIRST), publish(MORE)
    for one in (locking.BY_REQUEST, locking.BY_TASK):
        read_only = one.statement._generate()
        read_only._for_update_arg = None
        monkeypatch.setattr(one, "statement", read_only)
    answers = in_turn(house, taking(cast, number, new), completing(cast, number), LONG)
    one_after_the_other = answers == [True, "completed"] and cast.open_tasks(number) == ["Lift"]
    assert not one_after_the_other
