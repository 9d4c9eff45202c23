"""Unread is what others did since one last looked; one's own deeds never are."""

from datetime import timedelta

from app.db import now, reading, transaction
from app.operations import questions, requests, seen, tasks
from app.queries import counts, inbox, unread
from tests.app.operations.test_questions import WISH
from tests.fixtures.cast import Cast, Player


def fresh(player: Player, number: str) -> bool:
    """Whether the player's one task of the request is unread."""
    task = player.task(number)
    with reading():
        return task.id in unread.of_tasks(player.actor, [task.id])


def news(player: Player, number: str) -> bool:
    with reading():
        return bool(unread.of_requests(player.actor, [int(number[4:])]))


def looks(player: Player, number: str, *, at_task: bool = True) -> None:
    task = player.task(number).id if at_task else 0
    with transaction():
        seen.mark(player.actor, int(number[4:]), task)


def says(player: Player, number: str, text: str, internal: bool = False) -> None:
    with transaction():
        requests.comment(player.actor, number, text, internal=internal)


def test_a_task_is_new_until_it_is_opened(cast: Cast) -> None:
    number = cast.marta.orders("general_request", WISH)
    assert fresh(cast.eva, number)
    assert fresh(cast.dan, number)
    looks(cast.eva, number)
    assert not fresh(cast.eva, number)
    assert fresh(cast.dan, number), "everybody reads for themselves"


def test_a_comment_makes_it_new_again_but_not_for_its_author(cast: Cast) -> None:
    number = cast.marta.orders("general_request", WISH)
    looks(cast.eva, number)
    looks(cast.dan, number)
    cast.later(minutes=1)
    says(cast.eva, number, "I am on it.")
    assert not fresh(cast.eva, number)
    assert fresh(cast.dan, number)
    assert news(cast.marta, number)
    cast.later(minutes=1)
    looks(cast.marta, number, at_task=False)
    assert not news(cast.marta, number)


def test_internal_words_are_no_news_for_the_requester(cast: Cast) -> None:
    number = cast.marta.orders("general_request", WISH)
    cast.later(minutes=1)
    says(cast.eva, number, "Again?", internal=True)
    assert not news(cast.marta, number)
    assert not news(cast.karol, number)


def test_what_one_ordered_is_no_news_but_what_somebody_ordered_for_one_is(cast: Cast) -> None:
    own = cast.marta.orders("general_request", WISH)
    given = cast.dana.orders("general_request", WISH, "marta")
    assert not news(cast.marta, own)
    assert news(cast.marta, given)
    assert not news(cast.dana, given)


def test_a_question_and_its_answer_are_new(cast: Cast) -> None:
    number = cast.marta.orders("general_request", WISH)
    task = cast.eva.task(number)
    with transaction():
        tasks.claim(cast.eva.actor, task.id)
    assert not fresh(cast.eva, number), "who takes it has seen it"
    cast.later(minutes=1)
    with transaction():
        question = questions.ask(cast.eva.actor, task.id, "marta", "Which room?").id
    assert news(cast.marta, number)
    assert not fresh(cast.eva, number)
    cast.later(minutes=1)
    with transaction():
        questions.answer(cast.marta.actor, number, question, "2.04")
    assert fresh(cast.eva, number)


def test_a_task_handed_over_is_new_for_who_gets_it(cast: Cast) -> None:
    number = cast.marta.orders("general_request", WISH)
    looks(cast.dan, number)
    cast.later(minutes=1)
    with transaction():
        tasks.assign(cast.eva.actor, cast.eva.task(number).id, "dan")
    assert fresh(cast.dan, number)


def test_a_decision_is_news(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    cast.later(minutes=1)
    cast.jonas.rejects(number, "Not this year.")
    assert news(cast.marta, number)
    assert not news(cast.jonas, number)


def test_nobody_looks_in_the_future(cast: Cast) -> None:
    number = cast.marta.orders("general_request", WISH)
    with transaction():
        seen.mark(cast.eva.actor, int(number[4:]), cast.eva.task(number).id, now() + timedelta(days=1))
    cast.later(minutes=1)
    says(cast.marta, number, "It is urgent.")
    assert fresh(cast.eva, number)


def test_an_older_look_never_undoes_a_newer_one(cast: Cast) -> None:
    number = cast.marta.orders("general_request", WISH)
    cast.later(minutes=1)
    says(cast.marta, number, "It is urgent.")
    looks(cast.eva, number)
    with transaction():
        seen.mark(cast.eva.actor, int(number[4:]), cast.eva.task(number).id, now() - timedelta(hours=1))
    assert not fresh(cast.eva, number)


def test_counts_beside_the_boxes(cast: Cast) -> None:
    first, _second = (cast.marta.orders("general_request", WISH) for _ in range(2))
    looks(cast.eva, first)
    with reading():
        [group] = inbox.views(cast.eva.actor).groups
        header = counts.waiting(cast.eva.actor)
    assert (group.count.all, group.count.new) == (2, 1)
    assert (header.tasks, header.unread) == (2, 1)


FIGMA = {
    "software": "Figma",
    "seats": 2,
    "amount": 480,
    "paid_from": "cost_centre",
    "cost_centre": "4711",
    "why": "Two of us draw the new portal together.",
}
