"""What is kept because it was asked for lately stays bounded."""

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
