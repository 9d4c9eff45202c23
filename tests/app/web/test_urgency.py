"""A task's urgency in words: the nearest of three, and said only where it is worth saying."""

import pytest

from app.web import urgency


@pytest.mark.parametrize(
    ("priority", "words", "mark"),
    [
        (0, "can wait", "can wait"),
        (20, "can wait", "can wait"),
        (50, "as usual", ""),
        (60, "as usual", ""),
        (80, "urgent", "urgent"),
        (100, "urgent", "urgent"),
        ("no number", "as usual", ""),
    ],
)
def test_words(priority: object, words: str, mark: str) -> None:
    assert urgency.words(priority) == words
    if isinstance(priority, int):
        assert urgency.mark(priority) == mark
