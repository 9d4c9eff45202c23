"""How many must agree, against a model that simply tries out every way in which the others may still answer."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.catalogue.rules.quorum import needed, verdict

YES, NO = "approve", "reject"


def would_pass(quorum: str, of: int, answers: tuple[str, ...]) -> bool:
    """Whether these answers, when all have answered, are a yes."""
    yes, everybody = answers.count(YES), len(answers)
    return {
        "any": yes >= 1,
        "all": yes == everybody,
        "number": yes >= min(of, everybody),
        "percent": yes * 100 >= min(of, 100) * everybody and yes >= 1,
        "veto": NO not in answers and yes * 2 > everybody,
    }[quorum]


@given(
    some.sampled_from(["any", "all", "number", "percent", "veto"]),
    some.integers(1, 120),
    some.lists(some.sampled_from([YES, NO, ""]), min_size=1, max_size=6),
)
def test_it_is_decided_as_soon_as_no_answer_can_change_it(quorum: str, of: int, answers: list[str]) -> None:
    left = answers.count("")
    given_ = tuple(one for one in answers if one)
    ends = {would_pass(quorum, of, (*given_, *rest)) for rest in product((YES, NO), repeat=left)}
    said = verdict(quorum, of, len(answers), answers.count(YES), answers.count(NO))
    if said == NO:
        assert ends == {False}
    elif said == YES and quorum != "veto":
        assert ends == {True}
    elif said == YES:
        assert NO not in answers
    else:
        assert ends == {True, False}


@given(some.sampled_from(["any", "all", "number", "percent", "veto"]), some.integers(1, 200), some.integers(1, 60))
def test_never_more_are_needed_than_there_are(quorum: str, of: int, seats: int) -> None:
    assert 1 <= needed(quorum, of, seats) <= seats
    assert verdict(quorum, of, seats, seats, 0) == YES


@pytest.mark.parametrize(("yes", "no", "said"), [(1, 0, YES), (0, 1, NO), (0, 0, "")])
def test_the_first_answer_answers_for_all(yes: int, no: int, said: str) -> None:
    assert verdict("first", 1, 5, yes, no) == said
