"""Python of the Spiff dialect said in FEEL, node by node; nothing is ever evaluated."""

import pytest

from workflows.translation.errors import NotTranslatable
from workflows.translation.python import assignments, expression


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a == 1 and not b", "(a = 1 and not(b))"),
        ("len(x) > 0", "count(x) > 0"),
        ("x['a b'] is None", 'get value(x, "a b") = null'),
        ("items[0]", "items[1]"),
        ("timedelta(hours=2)", 'duration("PT2H")'),
        ("'a' in b", '(if b instance of string then contains(b, "a") else list contains(b, "a"))'),
        ("1 if a else 2", "(if a then 1 else 2)"),
        ("{'a': [1, None]}", '{"a": [1, null]}'),
    ],
)
def test_said_in_feel(text: str, said: str) -> None:
    assert expression(text) == said


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "a.__class__", "open('/etc/passwd')", "lambda: 1", "[x for x in y]", "a;b", "f'{a}'", "1 +"],
)
def test_no_equal(text: str) -> None:
    with pytest.raises(NotTranslatable):
        expression(text)


def test_scripts_that_only_give_values() -> None:
    assert assignments("a = 1\nb = c + 1") == {"a": "1", "b": "(c + 1)"}
    for text in ("import os", "a.b = 1", "a = 1\nb = a", "print(1)", ""):
        with pytest.raises(NotTranslatable):
            assignments(text)
