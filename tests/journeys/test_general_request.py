"""Something else: a sentence that finds its team, is asked about, handed over, answered or done."""

import pytest

from app.errors import InvalidForm
from tests.fixtures.cast import Cast

HEATING = {
    "subject": "The heating in room 2.04 is cold",
    "category": "building",
    "description": "Since Monday morning, both radiators.",
}
UNSURE = {"subject": "Who owns the old plotter?", "category": "unsure"}


def test_a_cold_room_is_warm_again(cast: Cast) -> None:
    number = cast.marta.orders("general_request", HEATING)
    assert cast.request(number).title == "The heating in room 2.04 is cold"
    cast.zsofia.does(number, "Take care of it", result="done", answer="The valve was stuck; it is warm again.")
    cast.marta.does(number, "Is it solved?", confirmed=True)
    request = cast.request(number)
    assert (request.state, request.outcome) == ("ended", "fulfilled")
    assert cast.mails("marta", "ended")
    assert cast.journal_holds()


@pytest.mark.parametrize(
    ("category", "who"),
    [
        ("it", "dan"),
        ("building", "zsofia"),
        ("security", "stefan"),
        ("people", "hanna"),
        ("buying", "bela"),
        ("unsure", "dana"),
    ],
)
def test_each_category_has_a_team(cast: Cast, category: str, who: str) -> None:
    number = cast.marta.orders("general_request", {**HEATING, "category": category})
    assert getattr(cast, who).task(number).name == "Take care of it"
    assert cast.eva.has_nothing(number) is (category != "it")


def test_an_answer_ends_as_answered(cast: Cast) -> None:
    number = cast.marta.orders("general_request", UNSURE)
    with pytest.raises(InvalidForm):
        cast.dana.does(number, "Take care of it", result="answered")
    cast.dana.does(number, "Take care of it", result="answered", answer="It belongs to the bridges department.")
    cast.marta.does(number, "Is it solved?", confirmed=True)
    assert cast.request(number).outcome == "answered"


def test_the_answer_to_a_question_comes_back_to_the_team(cast: Cast) -> None:
    number = cast.marta.orders("general_request", HEATING)
    cast.zsofia.does(number, "Take care of it", result="question", question="Which of the two radiators?")
    assert cast.zsofia.has_nothing(number)
    cast.marta.does(number, "Answer the question", reply="The one at the window.")
    task = cast.zsofia.task(number)
    assert task.name == "Take care of it"
    assert cast.variables(number)["reply"] == "The one at the window."
    assert any("The one at the window." in text for text in cast.zsofia.reads(task))


def test_a_question_nobody_answers_goes_back_after_a_week(cast: Cast) -> None:
    number = cast.marta.orders("general_request", HEATING)
    cast.zsofia.does(number, "Take care of it", result="question", question="Which of the two radiators?")
    cast.later(days=7, minutes=1)
    assert cast.marta.has_nothing(number)
    assert cast.zsofia.task(number).name == "Take care of it"


def test_handed_to_another_team_with_a_word(cast: Cast) -> None:
    number = cast.marta.orders("general_request", UNSURE)
    cast.dana.does(
        number,
        "Take care of it",
        result="hand_over",
        to_group="procurement",
        handover_note="Look into the contract.",
    )
    assert cast.dana.has_nothing(number)
    task = cast.bela.task(number)
    assert any("Look into the contract." in text for text in cast.bela.reads(task))
    cast.bela.does(number, "Take care of it", result="done", answer="It is leased.")
    assert cast.open_tasks(number) == ["Is it solved?"]


def test_not_possible_with_the_reason(cast: Cast) -> None:
    number = cast.marta.orders("general_request", HEATING)
    with pytest.raises(InvalidForm):
        cast.zsofia.does(number, "Take care of it", result="declined")
    cast.zsofia.does(number, "Take care of it", result="declined", reason="The whole house is without heating today.")
    request = cast.request(number)
    assert (request.outcome, request.reason) == ("rejected", "The whole house is without heating today.")


def test_not_solved_goes_back_with_what_is_missing(cast: Cast) -> None:
    number = cast.marta.orders("general_request", HEATING)
    cast.zsofia.does(number, "Take care of it", result="done", answer="Warm again.")
    with pytest.raises(InvalidForm):
        cast.marta.does(number, "Is it solved?", confirmed=False)
    cast.marta.does(number, "Is it solved?", confirmed=False, remark="Cold again since noon.")
    task = cast.zsofia.task(number)
    assert any("Cold again since noon." in text for text in cast.zsofia.reads(task))


@pytest.mark.parametrize(("result", "outcome"), [("answered", "answered"), ("done", "fulfilled")])
def test_silence_counts_as_yes(cast: Cast, result: str, outcome: str) -> None:
    number = cast.marta.orders("general_request", HEATING)
    cast.zsofia.does(number, "Take care of it", result=result, answer="Warm again.")
    cast.later(days=4, hours=23)
    assert cast.request(number).state == "running"
    cast.later(hours=1, minutes=1)
    assert cast.request(number).outcome == outcome


def test_a_slow_team_is_reminded_and_the_requester_told(cast: Cast) -> None:
    number = cast.marta.orders("general_request", HEATING)
    cast.later(days=1, minutes=-1)
    assert cast.mails("zsofia", "reminder") == []
    cast.later(minutes=2)
    assert len(cast.mails("zsofia", "reminder")) == 1
    assert cast.mails("marta", "waiting") == []
    cast.later(days=3)
    assert len(cast.mails("marta", "waiting")) == 1
    assert cast.open_tasks(number) == ["Take care of it"]


def test_withdrawn(cast: Cast) -> None:
    number = cast.marta.orders("general_request", HEATING)
    cast.marta.withdraws(number, "It is warm again by itself.")
    assert cast.request(number).outcome == "withdrawn"
    assert cast.open_tasks(number) == []
    cast.later(days=2)
    assert cast.mails("zsofia", "reminder") == []
