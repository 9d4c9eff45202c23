"""Clocks met and breached, by item and by group."""

from app.db import reading, transaction
from app.operations import tasks
from app.queries import compliance
from tests.app.operations.test_clocks import WISH, monday
from tests.fixtures.cast import Cast


def test_one_in_time_and_one_too_late(cast: Cast) -> None:
    monday(cast)
    numbers = [cast.marta.orders("general_request", WISH) for _ in range(2)]
    with transaction():
        tasks.claim(cast.eva.actor, cast.eva.task(numbers[0]).id)
    cast.later(days=3)
    for number in numbers:
        cast.marta.withdraws(number, "Too late.")
    with reading():
        found = {(one.kind, one.group): (one.met, one.breached) for one in compliance.kept(cast.paul.actor, months=3)}
    assert found == {("response", ""): (1, 1), ("ola", "desktop-support"): (0, 2), ("resolution", ""): (0, 2)}
