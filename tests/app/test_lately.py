"""What is kept because it was asked for lately stays bounded."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.lately import Lately


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    kept: Lately[int, str] = Lately(2)
    kept.keep(1, "one")
    kept.keep(2, "two")
    assert kept.get(1) == "one"
    kept.keep(3, "three")
    assert [kept.get(key) for key in (1, 2, 3)] == ["one", None, "three"]
    kept.keep(3, "again")
    assert [kept.get(key) for key in (1, 3)] == ["one", "again"]
    kept.clear()
    assert kept.get(1) is None


def test_what_many_ask_for_at_once_is_made_once() -> None:
    kept: Lately[int, object] = Lately(2)
    begun, go_on, made = threading.Event(), threading.Event(), list[object]()

    def make() -> object:
        begun.set()
        assert go_on.wait(60)
        made.append(object())
        return made[-1]

    with ThreadPoolExecutor(5) as people:
        first = people.submit(kept.made, 1, make)
        assert begun.wait(60)
        others = [people.submit(kept.made, 1, make) for _ in range(4)]
        go_on.set()
        assert {one.result() for one in (first, *others)} == {made[0]}
    assert len(made) == 1


def test_who_fails_to_make_it_leaves_that_to_the_next() -> None:
    kept: Lately[int, str] = Lately(2)
    with pytest.raises(ZeroDivisionError):
        kept.made(1, lambda: str(1 // 0))
    assert kept.made(1, lambda: "one") == "one"
