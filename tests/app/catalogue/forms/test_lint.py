"""What a process owner is told about a form that could be used."""

from typing import Any

import pytest

from app.catalogue.forms import problems
from tests.app.catalogue.forms.desk import schema


def codes(**field: Any) -> list[str]:
    return [p.code for p in problems(schema({"type": "textfield", "key": "a", "label": "A", **field}))]


def test_a_good_form_has_none() -> None:
    assert codes(validate={"pattern": r"^\d{4}$"}, properties={"example": "4711"}) == []


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ({"label": ""}, "form-label"),
        ({"validate": {"pattern": r"^\d{4}$"}}, "form-example"),
        ({"validate": {"pattern": r"^\d{4}$"}, "properties": {"example": "471"}}, "form-example"),
        ({"key": "item"}, "form-covers"),
        ({"validate": {"minLength": 5, "maxLength": 4}}, "form-limits"),
        ({"type": "number", "validate": {"min": 5, "max": 4}}, "form-limits"),
        ({"type": "select", "values": [{"label": "X", "value": "x"}], "defaultValue": "y"}, "form-default"),
        ({"type": "number", "properties": {"currency": "XYZ"}}, "form-currency"),
        ({"type": "html"}, "form-type"),
    ],
)
def test_each_finding(field: dict[str, Any], code: str) -> None:
    assert codes(**field) == [code]


def test_fields_inside_lists_are_looked_at_too() -> None:
    row = {"type": "textfield", "key": "b", "label": "B", "validate": {"pattern": "x"}}
    found = problems(schema({"type": "dynamiclist", "path": "a", "label": "A", "components": [row]}))
    assert [(p.code, p.element) for p in found] == [("form-example", "b")]
