"""A report: straight to IT, with no review and no approval; asked about, made, found right."""

import pytest

from app.db import reading, session
from app.errors import InvalidForm
from app.models.approval import Approval
from tests.fixtures.cast import Cast

HOURS = {"subject": "Hours by project", "source": "projects", "period": "The last quarter", "shape": "table"}
READY = {"result": "ready", "answer": "In the folder of the project; without holidays."}


def test_straight_to_it_and_right(cast: Cast) -> None:
    number = cast.marta.orders("report_request", HOURS)
    assert cast.open_tasks(number) == ["Make the report"]
    cast.piotr.does(number, "Make the report", **READY)
    cast.marta.does(number, "Is it right?", confirmed=True)
    assert cast.request(number).outcome == "fulfilled"
    with reading():
        assert session().query(Approval).count() == 0
    assert cast.journal_holds()


def test_asked_about_and_not_right_at_first(cast: Cast) -> None:
    number = cast.marta.orders("report_request", HOURS)
    with pytest.raises(InvalidForm):
        cast.piotr.does(number, "Make the report", result="ready")
    cast.piotr.does(number, "Make the report", result="question", question="With sick leave?")
    cast.marta.does(number, "Answer the question", reply="Without.")
    assert any("Without." in text for text in cast.piotr.reads(cast.piotr.task(number)))
    cast.piotr.does(number, "Make the report", **READY)
    cast.marta.does(number, "Is it right?", confirmed=False, remark="March is missing.")
    assert any("March is missing." in text for text in cast.piotr.reads(cast.piotr.task(number)))


def test_not_possible_late_and_silent(cast: Cast) -> None:
    refused, late = (cast.marta.orders("report_request", HOURS) for _ in range(2))
    cast.piotr.does(refused, "Make the report", result="declined", reason="These data are not kept.")
    assert (cast.request(refused).outcome, cast.request(refused).reason) == ("rejected", "These data are not kept.")
    cast.later(days=2, minutes=1)
    assert cast.mails("piotr", "reminder")
    cast.piotr.does(late, "Make the report", result="question", question="Which year?")
    cast.later(days=7, minutes=1)
    cast.piotr.does(late, "Make the report", **READY)
    cast.later(days=5, minutes=1)
    assert cast.request(late).outcome == "fulfilled"


def test_withdrawn(cast: Cast) -> None:
    number = cast.marta.orders("report_request", HOURS)
    cast.marta.withdraws(number, "Done by hand.")
    assert (cast.request(number).outcome, cast.open_tasks(number)) == ("withdrawn", [])
