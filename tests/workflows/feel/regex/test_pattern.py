"""The matcher beside Python's, and where Python's would hang."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixtures.bounded import bounded
from workflows.feel.regex import BadPattern, compile_pattern

ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", "(a)", "(a|b)", "(?:ab|a)", "."])
QUANTIFIERS = st.sampled_from(["", "*", "+", "?", "*?", "+?", "{2}", "{1,2}"])
PATTERNS = st.lists(st.tuples(ATOMS, QUANTIFIERS).map("".join), min_size=1, max_size=5).map("".join)


def free(_steps: int) -> None:
    """No fuel is counted here."""


@settings(max_examples=500, deadline=None)
@given(PATTERNS, st.text("abc", max_size=8))
def test_the_same_matches_as_pythons(pattern: str, text: str) -> None:
    found = compile_pattern(pattern).search(text, free)
    theirs = re.search(pattern, text)
    assert (found[:2] if found else None) == (theirs.span() if theirs else None)
    if found and theirs and not re.search(r"\)[*+{?]", pattern):
        groups = [found[at : at + 2] for at in range(2, len(found), 2)]
        assert groups == [theirs.span(number) for number in range(1, len(groups) + 1)]


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "span"),
    [
        (r"(a)\1", "", "xaa", (1, 3)),
        (r"(a)\1", "i", "aA", (0, 2)),
        (r"(a*)b\1$", "", "aabaa", (0, 5)),
        (r"\bfoo\b", "", "a foo b", (2, 5)),
        (r"x\Bx", "", "xx", (0, 2)),
        (r"a$", "", "a\n", None),
        (r"a$", "m", "a\n", (0, 1)),
        (r"", "", "abc", (0, 0)),
    ],
)
def test_search(pattern: str, flags: str, text: str, span: tuple[int, int] | None) -> None:
    found = compile_pattern(pattern, flags).search(text, free)
    assert (found[:2] if found else None) == span


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|a)*b", "(a|aa)+b", "a*a*a*a*a*a*b", "(.*)(.*)(.*)(.*)x"])
def test_patterns_that_explode_elsewhere_run_in_linear_time(pattern: str) -> None:
    steps: list[int] = []
    with bounded(2):
        assert compile_pattern(pattern).search("a" * 2_000, steps.append) is None
    assert sum(steps) < 50_000


@pytest.mark.parametrize("pattern", ["(a{1000}){1000}", "(?:(?:(?:){1000}){1000}){1000}"])
def test_programs_that_grow_are_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        compile_pattern(pattern)


def test_empty_matches_do_not_stand_still() -> None:
    assert [spans[:2] for spans in compile_pattern("x*").matches("axb", free)] == [(0, 0), (1, 2), (2, 2), (3, 3)]
