"""Patterns that are none, each with its sentence."""

import pytest

from workflows.feel.regex import BadPattern, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(", "without its"),
        (")", "without its"),
        ("[a", "without its"),
        ("*a", "nothing to repeat"),
        ("a**", "follows a repetition"),
        ("a{2,1}", "counts from 2 to 1"),
        ("a{99999}", "at most 1000"),
        ("a{x}", "counts nothing"),
        ("[b-a]", "ends before it begins"),
        ("(?=a)", "looking ahead"),
        (r"\p{Nonsense}", "no category"),
        (r"\y", "means nothing"),
        ("a\\", "means nothing"),
        (r"\1", "no group 1"),
        ("(" * 40 + ")" * 40, "nested too deeply"),
    ],
)
def test_bad_patterns(pattern: str, sentence: str) -> None:
    with pytest.raises(BadPattern, match=sentence):
        compile_pattern(pattern)
