"""Retries and priorities written as text."""

import pytest

from tests.workflows.lint.drawings import codes, task
from tests.workflows.loader.diagrams import chain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3", []),
        ("=n", []),
        ("three", ["number.unreadable"]),
        ("-1", ["number.unreadable"]),
        ("101", ["number.unreadable"]),
        ("٣", ["number.unreadable"]),
    ],
)
def test_retries_and_priorities(text: str, found: list[str]):
    assert codes(chain(task(f'<zeebe:taskDefinition type="mail" retries="{text}"/>'))) == found
    given = f'<zeebe:assignmentDefinition assignee="anna"/><zeebe:priorityDefinition priority="{text}"/>'
    assert codes(chain(task(given, kind="userTask"))) == found
