"""Text cut, searched and joined."""

import pytest

from tests.workflows.feel.evaluation import explained, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('substring("foobar", 3)', '"obar"'),
        ('substring("foobar", 3, 2)', '"ob"'),
        ('substring("foobar", -2, 1)', '"a"'),
        ('substring("foobar", 0)', "null"),
        ('substring("foobar", 9)', '""'),
        ('substring("🐎ab", 2)', '"ab"'),
        ('string length("🐎ab")', "3"),
        ('upper case("straße")', '"STRASSE"'),
        ('lower case("ÄB")', '"äb"'),
        ('substring before("foobar", "bar")', '"foo"'),
        ('substring before("foobar", "x")', '""'),
        ('substring after("foobar", "ob")', '"ar"'),
        ('substring after("foobar", "x")', '""'),
        ('substring after("foobar", "")', '"foobar"'),
        ('contains("foobar", "oba")', "true"),
        ('starts with("foobar", "bar")', "false"),
        ('ends with("foobar", "bar")', "true"),
        ('trim("  a b ")', '"a b"'),
        ('is blank("  ")', "true"),
        ('string join(["a", null, "b"], "-")', '"a-b"'),
        ('string join(["a", "b"], ", ", "[", "]")', '"[a, b]"'),
        ("string join([])", '""'),
        ("string join([1])", "null"),
        ("string length(1)", "null"),
        ("string length(null)", "null"),
    ],
)
def test_strings(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_place_0_is_said_to_be_none() -> None:
    assert explained('substring("abc", 0)').warnings == ("there is no place 0 in a text of 3 characters",)
