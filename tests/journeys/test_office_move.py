"""Office move: every team plans at the same time and sees the others; closed when every part is done."""

import pytest

from app.db import reading, transaction
from app.errors import InvalidForm
from app.operations import questions, tasks
from app.queries import request
from tests.fixtures.cast import Cast

MOVE = {
    "from_place": "A 1.02",
    "to_building": "Building B",
    "to_room": "3.14",
    "wanted": "2026-12-03",
    "things": ["notebook", "monitors"],
    "why": "The whole team sits together from December.",
}
PLANS = ["Plan the door codes", "Plan the equipment", "Plan the furniture"]


def planned(cast: Cast) -> str:
    number = cast.marta.orders("office_move", MOVE)
    cast.jonas.approves(number)
    cast.eva.does(number, "Plan the equipment", equipment_date=cast.day(11), equipment_plan="In the morning.")
    cast.stefan.does(number, "Plan the door codes", codes_date=cast.day(10))
    cast.zsofia.does(number, "Plan the furniture", furniture_date=cast.day(10), furniture_plan="A desk is free.")
    return number


def carried_out(cast: Cast) -> str:
    number = planned(cast)
    cast.eva.does(number, "Move the equipment", equipment_note="All plugged in.")
    cast.stefan.does(number, "Set the door codes")
    cast.zsofia.does(number, "Prepare the desk")
    return number


def test_three_teams_and_a_new_desk(cast: Cast) -> None:
    number = carried_out(cast)
    assert cast.request(number).title == "Move to Building B, 3.14"
    cast.marta.does(number, "Confirm that everything arrived", confirmed=True)
    request = cast.request(number)
    assert (request.state, request.outcome) == ("ended", "fulfilled")
    assert cast.journal_holds()


def test_all_are_told_at_the_same_moment(cast: Cast) -> None:
    number = cast.marta.orders("office_move", MOVE)
    assert cast.eva.has_nothing(number)
    cast.jonas.approves(number)
    assert cast.open_tasks(number) == PLANS
    told = [cast.mails(who, "task-fulfilment") for who in ("eva", "stefan", "zsofia")]
    assert [len(mails) for mails in told] == [1, 1, 1]
    assert len({mails[0]["facts"]["at"] for mails in told}) == 1
    with reading():  # and every team's page says that it waits for all three, as the diagram beside it does
        assert sorted(one.name for one in request.one(cast.stefan.actor, number).tasks) == PLANS


def test_each_sees_the_plans_of_the_others(cast: Cast) -> None:
    number = cast.marta.orders("office_move", MOVE)
    cast.jonas.approves(number)
    assert "Desktop support: not planned yet" in cast.stefan.reads(cast.stefan.task(number))
    cast.eva.does(number, "Plan the equipment", equipment_date="2031-12-03", equipment_plan="In the morning.")
    seen = cast.stefan.reads(cast.stefan.task(number))
    assert "Desktop support: Wed, 3 Dec 2031 In the morning." in seen
    assert "Office services: not planned yet" in seen


def test_the_work_is_due_on_the_planned_day(cast: Cast) -> None:
    number = cast.marta.orders("office_move", MOVE)
    cast.jonas.approves(number)
    cast.eva.does(number, "Plan the equipment", equipment_date="2031-12-03")
    due = cast.eva.task(number, "Move the equipment").due_at
    assert due is not None
    assert due.isoformat() == "2031-12-03T17:00:00+00:00"  # six in the evening in Berlin


def test_a_planned_step_keeps_its_date_whatever_its_lanes_clock_does(cast: Cast) -> None:
    number = cast.marta.orders("office_move", {**MOVE, "wanted": "2031-12-03"})
    cast.jonas.approves(number)
    task = cast.eva.task(number, "Plan the equipment")
    planned = task.due_at
    assert planned is not None
    assert planned.isoformat().startswith("2031-11")
    with transaction():
        tasks.claim(cast.eva.actor, task.id)
        asked = questions.ask(cast.eva.actor, task.id, "marta", "Which desk?").id
    assert cast.eva.task(number, "Plan the equipment").due_at == planned
    cast.later(hours=30)
    with transaction():
        questions.answer(cast.marta.actor, number, asked, "The left one.")
    assert cast.eva.task(number, "Plan the equipment").due_at == planned


def test_it_does_not_close_while_one_part_is_open(cast: Cast) -> None:
    number = planned(cast)
    cast.eva.does(number, "Move the equipment")
    cast.stefan.does(number, "Set the door codes")
    assert cast.open_tasks(number) == ["Prepare the desk"]
    assert cast.marta.has_nothing(number)
    cast.zsofia.does(number, "Prepare the desk")
    assert cast.open_tasks(number) == ["Confirm that everything arrived"]


def test_refused_by_the_manager(cast: Cast) -> None:
    number = cast.marta.orders("office_move", MOVE)
    cast.jonas.rejects(number, "We move in spring anyway.")
    request = cast.request(number)
    assert (request.outcome, request.reason) == ("rejected", "We move in spring anyway.")
    assert cast.mails("eva") == []


def test_change_this_please(cast: Cast) -> None:
    number = cast.marta.orders("office_move", MOVE)
    cast.jonas.asks_for_change(number, "Room 3.15, please.")
    cast.marta.does(number, "Correct your order", **{**MOVE, "to_room": "3.15"})
    cast.jonas.approves(number)
    assert cast.variables(number)["to_room"] == "3.15"
    assert cast.open_tasks(number) == PLANS


def test_a_room_that_is_none(cast: Cast) -> None:
    with pytest.raises(InvalidForm):
        cast.marta.orders("office_move", {**MOVE, "to_room": "the corner"})


def test_the_team_that_has_no_plan_is_reminded(cast: Cast) -> None:
    number = cast.marta.orders("office_move", MOVE)
    cast.jonas.approves(number)
    cast.eva.does(number, "Plan the equipment", equipment_date=cast.day(90))
    cast.later(days=1, minutes=1)
    assert len(cast.mails("stefan", "reminder")) == 1
    assert cast.mails("eva", "reminder") == []


def test_the_team_that_is_late_on_its_day_is_reminded(cast: Cast) -> None:
    number = planned(cast)
    cast.zsofia.does(number, "Prepare the desk")
    cast.later(days=40)
    assert len(cast.mails("stefan", "reminder")) == 1
    assert cast.mails("zsofia", "reminder") == []


def test_an_absent_manager_does_not_stop_it(cast: Cast) -> None:
    number = cast.marta.orders("office_move", MOVE)
    for _ in range(5):
        cast.later(days=1, minutes=1)
    assert cast.open_tasks(number) == ["Decide for the absent approver"]
    cast.clara.approves(number)
    assert cast.open_tasks(number) == PLANS


def test_something_is_missing_and_put_right(cast: Cast) -> None:
    number = carried_out(cast)
    cast.marta.does(number, "Confirm that everything arrived", confirmed=False, remark="The second monitor.")
    task = cast.zsofia.task(number, "Put it right")
    assert "The second monitor." in cast.zsofia.reads(task)
    cast.zsofia.does(number, "Put it right", mended="It stood in the hall.")
    assert cast.open_tasks(number) == ["Confirm that everything arrived"]


def test_silence_for_a_week_counts_as_yes(cast: Cast) -> None:
    number = carried_out(cast)
    cast.later(days=7, minutes=1)
    assert cast.request(number).outcome == "fulfilled"


def test_withdrawn_while_some_work(cast: Cast) -> None:
    number = planned(cast)
    cast.eva.does(number, "Move the equipment")
    cast.marta.withdraws(number, "I stay where I am.")
    assert cast.request(number).outcome == "withdrawn"
    assert cast.open_tasks(number) == []


def test_the_substitute_of_the_manager_decides_for_them(cast: Cast) -> None:
    number = cast.marta.orders("office_move", MOVE)
    cast.jonas.is_away("anna")
    cast.anna.approves(number)
    assert cast.open_tasks(number) == PLANS
