"""One or two stars become work for whoever answers for the item; it is closed with what was done."""

import pytest

from app.db import reading, transaction
from app.errors import Conflict
from app.operations import following_up
from app.queries import linked
from tests.app.operations.test_linking import ended
from tests.fixtures.cast import Cast


def rate(cast: Cast, number: str, stars: int, text: str = "") -> None:
    with transaction():
        following_up.rated(cast.marta.actor, number, stars=stars, text=text)


def follow_ups(cast: Cast, number: str) -> list[str]:
    with reading():
        found = linked.of_request(cast.marta.actor, number)
    return [one.number for one in found if one.side == "followed_up_by"]


def test_the_unhappy_are_heard_once_and_told_what_was_done(cast: Cast) -> None:
    number = ended(cast)
    rate(cast, number, 2, "It flickers again.")
    (follow,) = follow_ups(cast, number)
    task = cast.olivia.task(follow)  # the item's owner
    assert task.name == "Find out and put it right"
    assert cast.olivia.reads(task) == [f"2 of 5 stars for {number}", "It flickers again."]
    rate(cast, number, 1, "Really.")
    assert follow_ups(cast, number) == [follow]
    cast.olivia.does(follow, task.name, reason="A new lamp was put in.")
    request = cast.request(follow)
    assert (request.state, request.outcome, request.reason) == ("ended", "fulfilled", "A new lamp was put in.")
    (letter,) = [one for one in cast.mails("marta", "ended") if follow in str(one)]
    assert "A new lamp was put in." in str(letter)
    assert cast.journal_holds()


def test_the_happy_and_the_followed_up_begin_nothing(cast: Cast) -> None:
    number = ended(cast)
    rate(cast, number, 3)
    assert follow_ups(cast, number) == []
    rate(cast, number, 1)
    (follow,) = follow_ups(cast, number)
    with pytest.raises(Conflict):
        rate(cast, follow, 1)
    cast.olivia.does(follow, "Find out and put it right", reason="Done.")
    rate(cast, follow, 1)
    assert follow_ups(cast, follow) == []
