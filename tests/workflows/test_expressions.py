"""FEEL inside the engine: whatever goes wrong is an incident with a sentence, never another kind of error."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from workflows.bounds import DEFAULT, Bounds
from workflows.errors import BoundCrossed, StepFailed
from workflows.expressions import Formula, Template


@dataclass
class Moment:
    """What an evaluation needs to know of a run."""

    at: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)
    zone: str = "Europe/Berlin"
    bounds: Bounds = DEFAULT
    fuel: int = 0


def ask(text, how="value", **context):
    return getattr(Formula(text), how)(Moment(), context, "node", "The question")


def test_values_come_out_as_json():
    assert ask('{a: [1, 0.5], b: date("2026-03-02")}') == {"a": [1, 0.5], "b": "2026-03-02"}
    assert ask("amount * 2", amount=21) == 42
    assert ask("now()").startswith("2026-03-02T")


@pytest.mark.parametrize(
    ("text", "how", "kind", "says"),
    [
        ("x", "true", "expression", "null"),
        ('"yes"', "true", "expression", "a string"),
        ("function(x) x", "value", "values", "no value to keep"),
        ("function(x) x", "known", "expression", "must be known"),
        ("missing", "known", "expression", "missing"),
        ("[1]", "key", "expression", "a list"),
        ('{"typename": 1}', "value", "values", "typename"),
        ('{"__class__": 1}', "value", "values", "reserved"),
    ],
)
def test_what_cannot_be_used_says_what_it_was(text, how, kind, says):
    with pytest.raises(StepFailed) as failed:
        ask(text, how)
    assert (failed.value.kind, failed.value.element) == (kind, "node")
    assert says in str(failed.value)
    assert str(failed.value).startswith("The question ")


def test_an_endless_expression_is_a_bound_not_a_hang():
    with pytest.raises(BoundCrossed) as crossed:
        ask("for a in 1..1000, b in 1..1000 return a * b")
    assert crossed.value.bound == "fuel"


def test_a_template_is_text_unless_it_begins_with_an_equals_sign():
    assert Template("boss").value(Moment(), {}, "node", "Who") == "boss"
    assert Template("=boss").value(Moment(), {"boss": "ada"}, "node", "Who") == "ada"


def test_keys_are_the_same_however_they_came_about():
    assert ask("n / 2", "key", n=10) == ask("n", "key", n="5") == "5"
