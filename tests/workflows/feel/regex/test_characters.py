"""Which characters a class stands for."""

import pytest

from workflows.feel.regex import compile_pattern


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("[a-c]", "abc", "dA-"),
        ("[^a-c]", "dA", "abc"),
        ("[a-z-[aeiou]]", "bcd", "aeiA"),
        ("[-a]", "-a", "b"),
        ("[a-]", "-a", "b"),
        (r"[\]\\]", "]\\", "["),
        ("[]a]", "]a", "b"),
        (r"\d", "09٣", "a"),
        (r"\D", "a", "0"),
        (r"\w", "aä0_", " -."),
        (r"\s", " \t\n", "a\u00a0"),
        (r"\p{Lu}", "AÄ", "a1"),
        (r"\P{L}", "1 ", "a"),
        (r"\p{IsBasicLatin}", "a~", "ä"),
        (r"\i", "a_:", "1-"),
        (r"\c", "a1-.", " "),
        (".", "aä", "\n"),
        (r"\.", ".", "a"),
    ],
)
def test_classes(pattern: str, inside: str, outside: str) -> None:
    found = compile_pattern(f"^{pattern}$")
    assert [mark for mark in inside if found.search(mark, lambda _: None) is None] == []
    assert [mark for mark in outside if found.search(mark, lambda _: None)] == []


def test_case_is_ignored_before_a_class_is_turned_round() -> None:
    assert compile_pattern("^[^q]$", "i").search("Q", lambda _: None) is None
