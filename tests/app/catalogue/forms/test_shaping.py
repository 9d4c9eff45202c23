"""What changes while a form is filled in."""

from app.catalogue.forms import shape
from tests.app.catalogue.forms.desk import Desk


def test_hidden_fields_computed_values_and_options(desk: Desk) -> None:
    form = desk.form(
        {"type": "textfield", "key": "a", "label": "A"},
        {"type": "textfield", "key": "b", "label": "B", "conditional": {"hide": '=a = "x"'}},
        {"type": "group", "id": "more", "conditional": {"hide": '=a = "x"'}, "components": [
            {"type": "textfield", "key": "c", "label": "C"}]},
        {"type": "expression", "key": "total", "label": "Total", "expression": '=a + "!"'},
        {"type": "select", "key": "city", "label": "City", "valuesExpression": '=if a = "x" then ["Łódź"] else []'},
        {"type": "text", "id": "said", "text": "You wrote **{{ a }}**"},
        {"type": "dynamiclist", "path": "rows", "label": "Rows", "components": [
            {"type": "textfield", "key": "d", "label": "D", "conditional": {"hide": "=i = 2"}}]},
    )  # fmt: skip
    assert shape(form, {"a": "x", "rows": [{}, {}]}, desk.sight()) == {
        "hidden": ["b", "#more", "c", "rows[1].d"],
        "values": {"total": "x!"},
        "options": {"city": [["Łódź", "Łódź"]]},
        "html": {"#said": "<p>You wrote <strong>x</strong></p>\n"},
        "errors": {},
    }
    assert shape(form, {"a": "y"}, desk.sight())["hidden"] == []


def test_what_would_be_refused_now(desk: Desk) -> None:
    form = desk.form(
        {"type": "textfield", "key": "a", "label": "A", "validate": {"required": True}},
        {"type": "number", "key": "n", "label": "N"},
        {"type": "textfield", "key": "b", "label": "B", "validate": {"required": True},
         "conditional": {"hide": '=a = "x"'}},
    )  # fmt: skip
    assert shape(form, {"a": "x", "n": "many"}, desk.sight())["errors"].keys() == {"n"}
    assert shape(form, {"a": "", "n": "2"}, desk.sight())["errors"].keys() == {"a", "b"}
