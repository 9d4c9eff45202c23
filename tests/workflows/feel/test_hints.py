"""Hints for what people write who know other languages."""

import pytest

from workflows.feel import FeelSyntaxError, compile_expression


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a == 1", "compares with one ="),
        ("= a", "not part of it"),
        ("a && b", "FEEL says and"),
        ("a || b", "FEEL says or"),
        ("!a", r"FEEL says not\("),
        ("a = 'x'", "double quotes"),
        ("a % 2", "modulo"),
        ("${a}", "Camunda 7"),
        ("#{a}", "Camunda 7"),
        ("a; b", "no semicolons"),
        ('function(n) external {java: {class: "java.lang.Math"}}', "Functions in Java"),
        ("a > 1 ? b : c", "if a then b else c"),
    ],
)
def test_hint(text: str, hint: str) -> None:
    with pytest.raises(FeelSyntaxError, match=hint):
        compile_expression(text)
