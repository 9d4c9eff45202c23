"""A question from a task: asked, answered, taken back, overtaken by the work; who hears of it and who does not."""

import pytest

from app.db import reading, session, transaction
from app.errors import AlreadyDone, Forbidden, InvalidForm, NotFound
from app.models.question import Question
from app.operations import questions, requests, tasks
from app.queries import conversation, counts, history, open_requests
from app.queries import questions as shown
from tests.fixtures.cast import Cast

WISH = {
    "subject": "A second monitor",
    "category": "it",
    "description": "The one there flickers.",
}


def asked(
    cast: Cast, text: str = "Which room, please?", whom: str = "marta", internal: bool = False
) -> tuple[str, int]:
    """Marta has a wish, Ewa of desktop support has taken it and asks."""
    number = cast.marta.orders("general_request", WISH)
    task = cast.eva.task(number)
    with transaction():
        tasks.claim(cast.eva.actor, task.id)
        return number, questions.ask(cast.eva.actor, task.id, whom, text, internal=internal).id


def state(question: int) -> str:
    with reading():
        return session().get_one(Question, question, populate_existing=True).state


def test_the_answer_comes_back(cast: Cast) -> None:
    number, question = asked(cast)
    with reading():
        [waiting] = shown.waiting_for(cast.marta.actor)
        assert (waiting.number, waiting.text, waiting.yours) == (number, "Which room, please?", True)
        assert counts.waiting(cast.marta.actor).tasks == 1
        [going_on] = open_requests.of(cast.marta.actor, 5, "en")
        assert (going_on.you, going_on.asked) == (True, True)
        task = cast.eva.task(number)
        assert shown.of_tasks([task.id]) == {task.id: "Marta Kovács"}
    with transaction():
        questions.answer(cast.marta.actor, number, question, "Room 2.04.")
    with reading():
        assert shown.waiting_for(cast.marta.actor) == []
        assert shown.of_tasks([task.id]) == {task.id: ""}
        [done] = shown.of_request(cast.eva.actor, number)
        assert (done.state, done.answer_text, done.own) == ("answered", "Room 2.04.", True)
    assert [mail["facts"]["text"] for mail in cast.mails("marta", "question")] == ["Which room, please?"]
    assert [mail["facts"]["text"] for mail in cast.mails("eva", "answer")] == ["Room 2.04."]
    assert cast.mails("marta", "comment") == [], "she hears of it once"
    assert cast.journal_holds()


def test_the_conversation_holds_both(cast: Cast) -> None:
    number, question = asked(cast)
    with transaction():
        questions.answer(cast.marta.actor, number, question, "Room 2.04.")
    with reading():
        first, second = conversation.comments(cast.marta.actor, number)
        kinds = [entry.kind for entry in history.page(cast.marta.actor, number).items]
    assert first.question == {"id": question, "asked": "marta", "asked_name": "Marta Kovács", "state": "answered"}
    assert second.answers == first.id
    assert kinds.count("question.asked") == kinds.count("question.answered") == 1


def test_a_question_is_answered_once(cast: Cast) -> None:
    number, question = asked(cast)
    with transaction():
        questions.answer(cast.marta.actor, number, question, "Room 2.04.")
    with pytest.raises(AlreadyDone), transaction():
        questions.answer(cast.marta.actor, number, question, "Or 2.05.")
    with pytest.raises(AlreadyDone), transaction():
        questions.withdraw(cast.eva.actor, number, question)


def test_only_who_is_asked_answers(cast: Cast) -> None:
    number, question = asked(cast)
    with pytest.raises(Forbidden), transaction():
        questions.answer(cast.dan.actor, number, question, "I know it.")
    with pytest.raises(NotFound), transaction():
        questions.answer(cast.karol.actor, number, question, "Me too.")
    with pytest.raises(NotFound), transaction():
        questions.answer(cast.marta.actor, number, 999, "What?")
    assert state(question) == "waiting"


def test_a_question_is_taken_back(cast: Cast) -> None:
    number, question = asked(cast)
    with pytest.raises(Forbidden), transaction():
        questions.withdraw(cast.marta.actor, number, question)
    with transaction():
        questions.withdraw(cast.eva.actor, number, question)
    assert state(question) == "withdrawn"
    with reading():
        assert counts.waiting(cast.marta.actor).tasks == 0
    with pytest.raises(AlreadyDone), transaction():
        questions.answer(cast.marta.actor, number, question, "Room 2.04.")


def test_several_wait_at_once(cast: Cast) -> None:
    number, first = asked(cast)
    task = cast.eva.task(number)
    with transaction():
        questions.ask(cast.eva.actor, task.id, "marta", "And when?")
    with transaction():
        questions.answer(cast.marta.actor, number, first, "Room 2.04.")
    with reading():
        assert [one.text for one in shown.waiting_for(cast.marta.actor)] == ["And when?"]
        assert shown.of_tasks([task.id]) == {task.id: "Marta Kovács"}


def test_the_task_goes_on_without_the_answer(cast: Cast) -> None:
    number, question = asked(cast)
    cast.eva.does_next(number, result="done", answer="Found one.")
    assert state(question) == "closed"
    with reading():
        assert shown.waiting_for(cast.marta.actor) == []
        assert counts.to_answer(cast.marta.actor) == 0
    with pytest.raises(AlreadyDone), transaction():
        questions.answer(cast.marta.actor, number, question, "Room 2.04.")


def test_a_withdrawn_request_asks_nothing(cast: Cast) -> None:
    number, question = asked(cast)
    with transaction():
        requests.withdraw(cast.marta.actor, number, "Not needed.")
    cast.works()
    assert state(question) == "closed"
    with reading():
        assert shown.waiting_for(cast.marta.actor) == []


def test_who_asked_goes_on_holiday(cast: Cast) -> None:
    number, question = asked(cast)
    cast.eva.is_away("piotr")
    with transaction():
        questions.answer(cast.marta.actor, number, question, "Room 2.04.")
    assert len(cast.mails("piotr", "answer")) == len(cast.mails("eva", "answer")) == 1
    with reading():
        assert shown.of_request(cast.piotr.actor, number)[0].answer_text == "Room 2.04."


def test_who_is_asked_goes_on_holiday(cast: Cast) -> None:
    number, question = asked(cast)
    cast.marta.is_away("tamas")
    with reading():
        assert [one.yours for one in shown.waiting_for(cast.tamas.actor)] == [True]
    with transaction():
        questions.answer(cast.tamas.actor, number, question, "She sits in 2.04.")
    assert state(question) == "answered"


def test_a_colleague_is_asked_behind_the_requesters_back(cast: Cast) -> None:
    number, question = asked(cast, "Do we have one in stock?", "dan", internal=True)
    with reading():
        assert conversation.comments(cast.marta.actor, number) == []
        assert shown.of_request(cast.marta.actor, number) == []
        assert [e for e in history.page(cast.marta.actor, number).items if e.kind.startswith("question")] == []
    with transaction():
        questions.answer(cast.dan.actor, number, question, "Two.")
    with reading():
        assert conversation.comments(cast.marta.actor, number) == []
        assert [one.text for one in conversation.comments(cast.eva.actor, number)] == [
            "Do we have one in stock?",
            "Two.",
        ]


@pytest.mark.parametrize(("whom", "internal"), [("eva", False), ("nobody", False), ("karol", False), ("marta", True)])
def test_not_everybody_can_be_asked(cast: Cast, whom: str, internal: bool) -> None:
    number = cast.marta.orders("general_request", WISH)
    task = cast.eva.task(number)
    with pytest.raises(InvalidForm), transaction():
        questions.ask(cast.eva.actor, task.id, whom, "Well?", internal=internal)


def test_only_who_has_the_task_asks(cast: Cast) -> None:
    number, _question = asked(cast)
    task = cast.eva.task(number)
    with pytest.raises(Forbidden), transaction():
        questions.ask(cast.dan.actor, task.id, "marta", "And the colour?")
    with pytest.raises(NotFound), transaction():
        questions.ask(cast.karol.actor, task.id, "marta", "And the colour?")


def test_a_finished_task_asks_nothing(cast: Cast) -> None:
    number, _question = asked(cast)
    task = cast.eva.task(number)
    cast.eva.does_next(number, result="done", answer="Found one.")
    with pytest.raises(AlreadyDone), transaction():
        questions.ask(cast.eva.actor, task.id, "marta", "Did it arrive?")
