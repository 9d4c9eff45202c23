"""A question: answered by an article at once, or sent by its words to a team that answers, asks back or hands over."""

import pytest

from app.db import transaction
from app.errors import InvalidForm
from app.operations import articles, ordering
from app.operations.articles import Draft
from app.operations.ordering import Looked
from tests.fixtures.cast import Cast

PARCELS = {"subject": "Who may sign for a parcel?"}


def answered(cast: Cast, number: str, topic: str = "Rooms and building") -> None:
    cast.zsofia.does(number, "Answer the question", result="answered", answer="The front desk, for all.", topic=topic)


def test_answered_and_confirmed(cast: Cast) -> None:
    number = cast.marta.orders("information_request", PARCELS)
    assert cast.request(number).title == "Who may sign for a parcel?"
    answered(cast, number)
    assert cast.open_tasks(number) == ["Does this answer it?"]
    cast.marta.does(number, "Does this answer it?", confirmed=True)
    assert (cast.request(number).state, cast.request(number).outcome) == ("ended", "answered")
    assert cast.mails("marta", "ended")
    assert cast.journal_holds()


def test_its_words_find_the_team(cast: Cast) -> None:
    for question, who, priority in (
        ("My badge opens nothing", "stefan", 60),
        ("Is there wlan in Graz?", "dan", 50),
        ("Wie viel Urlaub habe ich noch?", "hanna", 50),
        ("Gdzie wysłać fakturę?", "bela", 40),
        ("Hol van a fűtés kapcsolója?", "zsofia", 40),
        ("What is the meaning of it?", "dana", 50),
    ):
        number = cast.marta.orders("information_request", {"subject": question})
        task = getattr(cast, who).task(number)
        assert (task.name, task.priority) == ("Answer the question", priority), question
    number = cast.marta.orders("information_request", {"subject": "Who knows this?", "description": "My salary slip."})
    assert cast.hanna.task(number).name == "Answer the question"


def test_an_article_ends_it_at_once_and_its_topic_is_known(cast: Cast) -> None:
    with transaction():
        articles.propose(cast.dan.actor, Draft("parcels", "en", "Parcels", "The front desk.", "parcel sign"))
        articles.publish(cast.olivia.actor, "parcels", "en")
    with transaction():
        looked = Looked(("parcels",), "parcels")
        number = ordering.submit(cast.marta.actor, "information_request", PARCELS, None, looked).number
    assert (cast.request(number).state, cast.request(number).outcome) == ("ended", "answered")
    assert cast.variables(number)["topic"] == "Rooms and building"
    assert cast.zsofia.has_nothing(number)


def test_typed_by_the_desk_for_somebody(cast: Cast) -> None:
    number = cast.dana.orders("information_request", PARCELS, requested_for="marta")
    answered(cast, number)
    assert cast.request(number).requested_for.login == "marta"
    assert cast.mails("marta", "progress")


def test_a_question_back_and_silence(cast: Cast) -> None:
    number = cast.marta.orders("information_request", PARCELS)
    with pytest.raises(InvalidForm):
        cast.zsofia.does(number, "Answer the question", result="question")
    cast.zsofia.does(number, "Answer the question", result="question", question="In which house?")
    cast.marta.does(number, "Answer a question", reply="In Graz.")
    assert any("In Graz." in text for text in cast.zsofia.reads(cast.zsofia.task(number)))
    cast.zsofia.does(number, "Answer the question", result="question", question="Which door?")
    cast.later(days=7, minutes=1)
    assert cast.zsofia.task(number).name == "Answer the question"


def test_handed_over_and_refused(cast: Cast) -> None:
    number = cast.marta.orders("information_request", PARCELS)
    given = {"to_group": "security", "handover_note": "You have the list."}
    cast.zsofia.does(number, "Answer the question", result="hand_over", **given)
    assert cast.zsofia.has_nothing(number)
    cast.stefan.does(number, "Answer the question", result="declined", reason="The list is not public.")
    assert (cast.request(number).outcome, cast.request(number).reason) == ("rejected", "The list is not public.")


def test_not_answered_goes_back_and_silence_counts_as_yes(cast: Cast) -> None:
    number = cast.marta.orders("information_request", PARCELS)
    answered(cast, number)
    cast.marta.does(number, "Does this answer it?", confirmed=False, remark="And on Saturdays?")
    assert any("And on Saturdays?" in text for text in cast.zsofia.reads(cast.zsofia.task(number)))
    answered(cast, number)
    cast.later(days=5, minutes=1)
    assert cast.request(number).outcome == "answered"


def test_a_slow_team_is_reminded_and_the_requester_told(cast: Cast) -> None:
    cast.marta.orders("information_request", PARCELS)
    cast.later(days=1, minutes=1)
    assert (len(cast.mails("zsofia", "reminder")), cast.mails("marta", "waiting")) == (1, [])
    cast.later(days=2)
    assert len(cast.mails("marta", "waiting")) == 1


def test_withdrawn(cast: Cast) -> None:
    number = cast.marta.orders("information_request", PARCELS)
    cast.marta.withdraws(number, "I found it.")
    assert (cast.request(number).outcome, cast.open_tasks(number)) == ("withdrawn", [])
