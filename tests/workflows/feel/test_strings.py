"""Escapes in string literals."""

import pytest

from workflows.feel.errors import FeelSyntaxError
from workflows.feel.strings import unescape


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        (r'"plain"', "plain"),
        (r'"a\nb\tc\rd"', "a\nb\tc\rd"),
        (r'"\"\'\\"', "\"'\\"),
        (r'"ä"', "ä"),
        (r'"\U01F40E"', "🐎"),
        (r'"\uD83D\uDC0E"', "🐎"),
        (r'"\d+"', r"\d+"),
        (r'"\\n"', r"\n"),
    ],
)
def test_unescape(literal: str, expected: str) -> None:
    assert unescape(literal) == expected


@pytest.mark.parametrize("literal", [r'"\uD83D"', r'"\u0000"', r'"\UFFFFFF"'])
def test_what_is_no_character_is_refused(literal: str) -> None:
    with pytest.raises(FeelSyntaxError, match="is not a character"):
        unescape(literal)
