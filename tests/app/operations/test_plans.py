"""The plan board: written before the task is done or with it, seen by all, conflicts told, another's change refused."""

from datetime import date

import pytest

from app.catalogue.plans import Rule, broken
from app.db import reading, transaction
from app.errors import Conflict, Forbidden, InvalidForm
from app.operations import plans
from app.queries import plans as shown
from tests.fixtures.cast import Cast
from tests.journeys.test_office_move import MOVE

FIRST, THEN = date(2031, 12, 11), date(2031, 12, 12)


def told(cast: Cast) -> str:
    number = cast.marta.orders("office_move", MOVE)
    cast.jonas.approves(number)
    return number


def write(cast: Cast, login: str, number: str, key: str, day: date | None, version: int | None = None) -> None:
    with transaction():
        plans.write(getattr(cast, login).actor, number, key, day, "", version)


def test_everybody_sees_everybodys_and_where_they_differ(cast: Cast) -> None:
    number = told(cast)
    write(cast, "stefan", number, "codes", THEN)
    with pytest.raises(Forbidden):
        write(cast, "stefan", number, "equipment", THEN)
    with pytest.raises(InvalidForm):
        write(cast, "eva", number, "equipment", None)
    cast.eva.does(number, "Plan the equipment", equipment_date=FIRST.isoformat(), equipment_plan="In the morning.")
    for login in ("eva", "stefan", "zsofia", "marta"):
        with reading():
            board = shown.of_request(getattr(cast, login).actor, number)
        days = {one.key: one.day for one in board.plans}
        assert (days, board.differ) == ({"equipment": FIRST, "codes": THEN, "furniture": None}, True)
    with pytest.raises(Conflict):
        write(cast, "stefan", number, "codes", FIRST, version=0)
    write(cast, "stefan", number, "codes", FIRST, version=1)
    with reading():
        board = shown.of_request(cast.eva.actor, number)
        assert [one.yours for one in board.plans] == [True, False, False]
        assert not board.differ
    assert cast.journal_holds()


def test_what_must_come_first() -> None:
    rules = [Rule("codes", "furniture")]
    assert broken(rules, {"codes": THEN}) == []
    assert broken(rules, {"codes": FIRST, "furniture": FIRST}) == []
    assert broken(rules, {"codes": THEN, "furniture": FIRST}) == rules
