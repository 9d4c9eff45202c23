"""matches, replace, split, extract."""

import pytest

from tests.workflows.feel.evaluation import explained, shown
from workflows.feel import FeelFuelError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('matches("foobar", "o{2}b")', "true"),
        ('matches("FOO", "foo", "i")', "true"),
        ('matches("a\\nb", "a.b")', "false"),
        ('matches("a\\nb", "a.b", "s")', "true"),
        ('matches("a\\nb", "^b$", "m")', "true"),
        ('matches("ab", "a b", "x")', "true"),
        ('matches("a", "a", "q")', "null"),
        ('matches("a", "(")', "null"),
        ('replace("abc", "b", "[$0]")', '"a[b]c"'),
        ('replace("2026-11-22", "(\\d+)-(\\d+)-(\\d+)", "$3.$2.$1")', '"22.11.2026"'),
        ('replace("a.b", "\\.", "\\$")', '"a$b"'),
        ('replace("abc", "(x)?b", "<$1>")', '"a<>c"'),
        ('replace("ab", "(a)(b)", "$12")', '"a2"'),
        ('split("a, b;c", "[,;]\\s*")', '["a", "b", "c"]'),
        ('split("", ";")', '[""]'),
        ('split("abc", "")', '["a", "b", "c"]'),
        ('extract("a1b22", "\\d+")', '["1", "22"]'),
        ('matches("text", null)', "null"),
    ],
)
def test_patterns(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_what_is_no_pattern_is_said() -> None:
    assert explained('matches("a", "(")').warnings == ("( is no regular expression: a ( without its )",)


def test_long_patterns_are_refused_and_long_texts_are_paid_for() -> None:
    with pytest.raises(FeelFuelError, match="500 characters"):
        explained("matches(a, b)", a="x", b="x" * 501)
    with pytest.raises(FeelFuelError):
        explained("matches(a, b)", a="x" * 200_000, b="y")


def test_a_description_of_some_length_is_no_trouble() -> None:
    assert explained("matches(a, b)", a="word " * 2_000 + "urgent", b=".*urgent.*").value is True
