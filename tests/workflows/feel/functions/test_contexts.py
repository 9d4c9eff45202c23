"""Contexts read, merged and put together."""

import pytest

from tests.workflows.feel.evaluation import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('get value({a: 1}, "a")', "1"),
        ('get value({a: 1}, "b")', "null"),
        ('get value({a: {b: 2}}, ["a", "b"])', "2"),
        ('get value({a: {b: 2}}, ["a", "b", "c"])', "null"),
        ("get entries({a: 1})", '[{key: "a", value: 1}]'),
        ('context([{key: "a", value: 1}])', "{a: 1}"),
        ('context([{key: "a", value: 1}, {key: "a", value: 2}])', "null"),
        ("context([{value: 1}])", "null"),
        ('context({key: "a", value: null})', "{a: null}"),
        ('context put({a: 1}, "b", 2)', "{a: 1, b: 2}"),
        ('context put({a: {b: 1}}, ["a", "c"], 2)', "{a: {b: 1, c: 2}}"),
        ('context put({}, ["a", "b", "c"], 2)', "{a: {b: {c: 2}}}"),
        ('context put({a: 1}, ["a", "b"], 2)', "null"),
        ('context put({a: 1}, ["a", 1], 2)', "null"),
        ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"),
        ("context merge({a: 1}, {b: 2})", "{a: 1, b: 2}"),
        ("context merge([{a: 1}, null])", "null"),
    ],
)
def test_contexts(text: str, expected: str) -> None:
    assert shown(text) == expected
