"""Labels stay inside their shapes: measured, broken between words, cut with an ellipsis only at the end."""

from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.drawing.letters import width, wrap


def test_breaks_between_words() -> None:
    assert wrap("Check the licence count", 92, 3) == ["Check the", "licence count"]


def test_a_compound_word_breaks_at_its_own_hyphen() -> None:
    assert wrap("Neuantrags-prüfung", 92, 2) == ["Neuantrags-", "prüfung"]


def test_a_word_too_wide_is_parted_with_a_hyphen() -> None:
    first, second = wrap("Arbeitsplatzbetreuung", 92, 2)
    assert first.endswith("-")
    assert first[:-1] + second == "Arbeitsplatzbetreuung"


def test_what_does_not_fit_ends_with_an_ellipsis() -> None:
    found = wrap("One two three four five six seven eight nine ten", 60, 2)
    assert len(found) == 2
    assert found[-1].endswith("…")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=80), st.integers(60, 200))
def test_no_line_is_wider_than_its_room(text: str, room: int) -> None:
    assert all(width(line) <= room for line in wrap(text, room, 3))
