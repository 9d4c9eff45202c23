"""Whatever is written: only FeelError leaves the package, within fuel and time."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.bounded import bounded
from tests.workflows.feel.evaluation import AT
from workflows.feel import FeelError, FeelFuelError, compile_expression, compile_unary_tests, to_json
from workflows.feel.functions.registry import BUILTINS
from workflows.feel.tokens import MAX_TEXT

PIECES = [
    *"+-*/<>=()[]{},.:?@ \n", "..", "**", "->", "<=", '"a"', '"', "\\", "1", "0", "2.5", "1e6144", "a", "b c", "`x`",
    "item", "partial", "if ", " then ", " else ", "for i in ", " return ", "some x in ", " satisfies ", " in ", " and ",
    " or ", " between ", " instance of ", "function(a) ", "list<number>", "not(", "null", "true", '@"P1D"', "//", "/*",
    '@"2026-11-22"', '@"10:00:00Z"', "{a: ", "[1..2]", "date and time(", *(f"{name}(" for name in BUILTINS),
]  # fmt: skip
LEAVES = st.sampled_from(
    ["null", "true", "1", "-2", "0.5", "10 ** 30", "1e6000", '"abc"', '""', '"2026-11-22"', '@"2026-11-22"',
     '@"10:00:00Z"', '@"2026-11-22T10:00:00@Europe/Berlin"', '@"P1D"', '@"-P1Y2M"', "[]", "[1, 2, 3]", '["b", "a"]',
     "{a: 1}", "[1..3]", "(< 5)", "xs", "text", "missing", "function(a) a", "function(a, b) a < b", "[[1], [null]]"]
)  # fmt: skip
VARIABLES: dict[str, Any] = {"xs": [1, 2.5, None, {"a": "1"}], "text": "2026-11-22T10:00:00Z", "a": 3}


def compounds(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "/", "**", "=", "!=", "<", ">=", "and", "or", "in"])
    calls = st.builds(
        lambda name, arguments: f"{name}({', '.join(arguments)})",
        st.sampled_from(sorted(BUILTINS)),
        st.lists(inner, max_size=3),
    )
    return st.one_of(
        st.builds(lambda one, operator, other: f"({one}) {operator} ({other})", inner, operators, inner),
        st.builds("({})[{}]".format, inner, inner),
        st.builds("if {} then {} else {}".format, inner, inner, inner),
        st.builds("(for a in {} return {})".format, inner, inner),
        st.builds("(some a in {} satisfies {})".format, inner, inner),
        st.builds("{{k: {}, l: {}}}.l".format, inner, inner),
        st.builds("({}) between ({}) and ({})".format, inner, inner, inner),
        calls,
    )


CPU_SECONDS = 2
LONG_TEXT = "ab" * 500_000
DEAR = [
    "for i in 1..90000 return contains(text, x)",
    "for i in 1..90000 return substring(text, 2)",
    "for i in 1..90000 return substring after(text, x)",
    "for i in 1..90000 return upper case(text)",
    "for i in 1..90000 return trim(text)",
    "for i in 1..90000 return 10 ** 6000 ** 0.9999",
    "for i in 1..90000 return exp(14000.1234567)",
    "for i in 1..90000 return text = other",
    "for i in 1..90000 return text < other",
    "for i in 1..90000 return number(text, x, null)",
    "for i in 1..90000 return split(text, x)",
    "for i in 1..90000, j in [" + "a+" * 5_000 + "a][false] return 1",
]


@pytest.mark.parametrize("text", DEAR, ids=lambda text: text[:50])
def test_what_is_large_is_paid_for(text: str) -> None:
    variables = {"text": LONG_TEXT, "other": LONG_TEXT[:-1] + "c", "x": ",", "a": 1}
    with bounded(CPU_SECONDS), pytest.raises(FeelFuelError):
        compile_expression(text).evaluate(variables, at=AT)


def run(text: str) -> None:
    """Compile and evaluate; FeelError is the one way to fail."""
    with bounded(CPU_SECONDS, text), suppress(FeelError):  # refused with a sentence: the other of the two good ends
        to_json(compile_expression(text, VARIABLES).evaluate(VARIABLES, at=AT, fuel=5_000))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60))
def test_any_text(text: str) -> None:
    run(text)
    try:
        compile_unary_tests(text).matches(3, VARIABLES, at=AT, fuel=5_000)
    except FeelError:
        return


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(LEAVES, compounds, max_leaves=12))
def test_any_expression(text: str) -> None:
    compile_expression(text, VARIABLES)
    run(text)


HOSTILE = [
    "(" * (MAX_TEXT // 2) + ")" * (MAX_TEXT // 2),
    "-" * (MAX_TEXT - 2) + "a",
    "- " * (MAX_TEXT // 2 - 2) + "a",
    "[" * MAX_TEXT,
    "{a:" * (MAX_TEXT // 3),
    "{a" + " " * (MAX_TEXT - 4) + "}",
    "a" + " " * (MAX_TEXT - 2) + "b",
    "/*" * (MAX_TEXT // 2),
    '"' + "\\" * (MAX_TEXT - 2),
    "not(" * (MAX_TEXT // 4),
    "{" + ",".join(f"k{number}:1" for number in range(2_500)) + "}",
    "if a then " * (MAX_TEXT // 10),
    "1" * MAX_TEXT,
    'number("1e9999")',
    "1e9999",
    "10 ** " * (MAX_TEXT // 6) + "1",
    "1.0000001 ** 1e6000",
    "exp(1e6000)",
    "exp(-1e6000)",
    "log(1e-6000)",
    "modulo(1e6000, 0.3)",
    "decimal(1/3, 6176)",
    "[1][10 ** 6000]",
    'substring("a", 10 ** 6000)',
    "partition([1], 10 ** 6000)",
    "sublist([1, 2], 1, 10 ** 6000)",
    "date(10 ** 6000, 1, 1)",
    '@"P1D" * 10 ** 6000',
    'string join(for i in 1..1000 return "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")',
    "count(flatten(for i in 1..40 return [partial, partial]))",
    "sort(for i in 1..20000 return -i, function(a, b) a < b)",
    "distinct values(for i in 1..20000 return i)",
    'matches(string join(for i in 1..5000 return "a"), "(a*)*(a*)*(a*)*b")',
    'matches("a", "((((a{1000}){1000}){1000}){1000})")',
    'matches("a", "(?:(?:(?:(?:){1000}){1000}){1000}){1000}")',
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a*)*(a*)*\\\\1b")',
    'replace(string join(for i in 1..5000 return "a"), "a*?a*?a*?b", "x")',
    "{f: function(x) [f(x), f(x)], r: f(1)}.r",
    "{f: function(g) g(g), r: f(f)}.r",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:40])
def test_hostile_text_is_answered_soon(text: str) -> None:
    with bounded(CPU_SECONDS), suppress(FeelError):
        compile_expression(text).evaluate({}, at=AT)
