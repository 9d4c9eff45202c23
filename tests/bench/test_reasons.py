"""The reasons of the page of conformance: each in words, and nothing unknown hidden."""

import pytest

from bench.imports.reasons import told


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("filled: timer.missing at Timer_1", "a timer without a time"),
        ("lost: mapping.unread", "a parameter that is left out because it could not be translated"),
        ("filled: mapping.unread at t", "a parameter in a template language or by a method of the old system"),
        ("does not run: gateway.event_target: At g", "something else than an event behind an event-based gateway"),
        (
            "a person does Activity_1",
            "code of another system does the step there, named in a way that only it can follow",
        ),
        ("filled: brand.new at x", "filled: brand.new"),
    ],
)
def test_each_in_words(why: str, said: str) -> None:
    assert told(why) == said
