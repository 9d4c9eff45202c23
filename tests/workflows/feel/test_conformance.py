"""Which type may stand where another is asked, and what a function promises."""

import pytest

from tests.workflows.feel.evaluation import AT
from workflows.feel import compile_expression


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(function(a) a) instance of function<Any, Any> -> Any", False),
        ("(function(a: number) a > 18) instance of function<Any> -> Any", False),
        ("(function(a: Any) true) instance of function<number> -> boolean", True),
        ("(function(a: number) a + 1) instance of function<number> -> number", True),
        ("(function(a: number) string(a)) instance of function<number> -> string", True),
        ("(function(a) a) instance of function<Any> -> string", False),
        ("(function(a) b + c) instance of function<Any> -> string", True),
        ('(function() "a" + "b") instance of function<> -> string', True),
        ("(function() [1, 2]) instance of function<> -> list<number>", True),
        ('(function() [1, "a"]) instance of function<> -> list<number>', False),
        ("(function() null) instance of function<> -> number", True),
        ("(function() if true then 1 else 2) instance of function<> -> number", True),
        ("(function() for i in [1] return 1) instance of function<> -> list<number>", True),
        ("(function() -1) instance of function<> -> number", True),
        ("(function() [1..2]) instance of function<> -> range<number>", True),
        ("(function(c: context<a: string, b: string>) c.a) instance of function<context<a: string>> -> string", False),
        ("(function(c: context<a: string>) c.a) instance of function<context<a: string, b: Any>> -> string", True),
        ("(function() function(a: number) 1) instance of function<> -> function<number> -> number", True),
        ("{a: null} instance of context<a: string>", True),
        ("[null] instance of list<string>", False),
        ("null instance of function<> -> Any", False),
    ],
)
def test_instances(text: str, expected: bool) -> None:
    assert compile_expression(text).evaluate({}, at=AT) is expected


def test_a_day_is_its_midnight_where_a_date_and_time_is_asked() -> None:
    text = 'string((function(d: date and time) d)(@"2026-11-22"))'
    assert compile_expression(text).evaluate({}, at=AT) == "2026-11-22T00:00:00Z"
