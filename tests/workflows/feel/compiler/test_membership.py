"""`in`, and the cells of decision tables."""

from typing import Any

import pytest

from tests.workflows.feel.evaluation import met, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 in (1, 2)", "true"),
        ("1 in [[1, 2]]", "false"),
        ("1 in (< 1, > 1)", "false"),
        ("1 in (null, 1)", "true"),
        ("2 in (? > 1)", "true"),
        ("1 in [[0..2]]", "true"),
        ("[1] in [[1], [2]]", "true"),
        ("null in (null)", "true"),
        ("null in (> 1)", "null"),
        ('"x" in [1..2]', "null"),
    ],
)
def test_in(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("test", "tested", "expected"),
    [
        ("-", None, True),
        ("> 5", 6, True),
        ("> 5", None, False),
        ("[1..3]", 3, True),
        ("[1..3)", 3, False),
        ('"a", "b"', "b", True),
        ('not("a", "b")', "c", True),
        ('not("a", "b")', "a", False),
        ("? > 3 and ? < 5", 4, True),
        ('contains(?, "ell")', "hello", True),
        ("true", True, True),
        ("true", False, False),
        ("false", False, True),
        ("null", None, True),
        ("limit", 3, True),
        ("> limit", 4, True),
        ("limit > 2", "anything", True),
        ("[1, 2]", 2, True),
        ('date("2026-11-22")', "2026-11-22", True),
        ('> date("2026-11-01")', "2026-11-22", True),
        ('["2026-11-01".."2026-11-30"]', "2026-11-22", True),
        ("-5", -5, True),
        ("-", -5, True),
        ("> 5", "six", False),
        ("", 1, True),
        (" ", None, True),
    ],
)
def test_cell(test: str, tested: Any, expected: bool) -> None:
    assert met(test, tested, limit=3) is expected
