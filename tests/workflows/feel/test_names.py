"""Names that need to be known, and those that do not."""

import pytest

from workflows.feel.names import KnownNames, match_name


@pytest.mark.parametrize(
    ("text", "known", "last", "expected"),
    [
        ("amount", [], "", ("amount", 6)),
        ("first   name + 1", [], "", ("first name", 12)),
        ("and", [], "", ("", 0)),
        ("and", [], "_DOT", ("and", 3)),
        ("a+b", ["a+b"], "", ("a+b", 3)),
        ("a + b", ["a+b"], "", ("a+b", 5)),
        ("a+bc", ["a+b"], "", ("a", 1)),
        ("a+b+c", ["a+b", "a+b+c"], "", ("a+b+c", 5)),
        ("line 2", [], "", ("line", 4)),
        ("line 2", ["line 2"], "", ("line 2", 6)),
        ("x instance of y", [], "", ("x", 1)),
        ("days and time duration", [], "_INSTANCE_OF", ("days and time duration", 22)),
        ("größe", [], "", ("größe", 5)),
        ("🐎", [], "", ("🐎", 1)),
        ("2x", [], "", ("", 0)),
    ],
)
def test_match(text: str, known: list[str], last: str, expected: tuple[str, int]) -> None:
    assert match_name(text, 0, KnownNames(known), last) == expected
