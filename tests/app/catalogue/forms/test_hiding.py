"""Conditional fields: what is hidden is neither asked for nor written."""

from typing import Any

from tests.app.catalogue.forms.desk import Desk


def text(key: str, hide: str | None = None, **more: Any) -> dict[str, Any]:
    condition = {"conditional": {"hide": hide}} if hide else {}
    return {"type": "textfield", "key": key, "label": key, **condition, **more}


REQUIRED = {"validate": {"required": True}}


def test_a_hidden_answer_is_dropped_and_not_required(desk: Desk) -> None:
    form = desk.form(text("kind"), text("other", '=kind != "other"', **REQUIRED))
    clean = desk.clean(form, {"kind": "chair", "other": "sneaked in"})
    assert clean.answers == {"kind": "chair"}
    assert clean.dropped == ("other",)
    assert set(desk.errors(form, {"kind": "other"})) == {"other"}


def test_a_mistake_in_a_hidden_field_is_none(desk: Desk) -> None:
    form = desk.form(text("kind"), {"type": "number", "key": "n", "label": "N", "conditional": {"hide": '=kind = "x"'}})
    assert desk.errors(form, {"kind": "x", "n": "abc"}) == {}


def test_conditions_see_numbers_as_numbers_and_variables(desk: Desk) -> None:
    form = desk.form({"type": "number", "key": "cost", "label": "Cost"}, text("why", "=cost <= limit", **REQUIRED))
    assert desk.errors(form, {"cost": "900"}, limit=1000) == {}
    assert set(desk.errors(form, {"cost": "1,5"}, limit=1)) == {"cost", "why"}
    assert set(desk.errors(form, {"cost": "1001"}, limit=1000)) == {"why"}


def test_a_hidden_answer_counts_as_null_for_the_rest(desk: Desk) -> None:
    """Whatever was typed into b, c depends on it only while b is seen; the order of the fields does not matter."""
    form = desk.form(text("c", "=b = null"), text("b", '=a = "no"'), text("a"))
    assert desk.clean(form, {"a": "no", "b": "x", "c": "y"}, b="before").answers == {"a": "no"}
    assert desk.clean(form, {"a": "yes", "b": "x", "c": "y"}).answers == {"a": "yes", "b": "x", "c": "y"}


def test_a_hidden_group_hides_what_is_in_it(desk: Desk) -> None:
    inner = {"type": "group", "components": [text("b", **REQUIRED)]}
    form = desk.form(text("a"), {"type": "group", "conditional": {"hide": '=a = "no"'}, "components": [inner]})
    assert desk.clean(form, {"a": "no", "b": "x"}).answers == {"a": "no"}


def test_a_hidden_list_hides_its_rows(desk: Desk) -> None:
    rows = {
        "type": "dynamiclist",
        "path": "rows",
        "conditional": {"hide": "=true"},
        "components": [text("b", **REQUIRED)],
    }
    clean = desk.clean(desk.form(rows), {"rows": [{}]})
    assert clean.answers == {}
    assert clean.dropped == ("rows",)


def test_conditions_in_a_row_see_the_row_first(desk: Desk) -> None:
    rows = {
        "type": "dynamiclist",
        "path": "rows",
        "components": [text("kind"), text("b", '=kind = "x" or this.kind = "y"')],
    }
    form = desk.form(text("kind"), rows)
    sent = {"kind": "x", "rows": [{"kind": "a", "b": "1"}, {"kind": "x", "b": "2"}, {"kind": "y", "b": "3"}]}
    assert desk.clean(form, sent).answers["rows"] == [{"kind": "a", "b": "1"}, {"kind": "x"}, {"kind": "y"}]


def test_conditions_that_hide_each_other_come_to_an_end(desk: Desk) -> None:
    form = desk.form(text("a", "=b != null"), text("b", "=a != null"))
    assert set(desk.clean(form, {"a": "x", "b": "y"}).answers) <= {"a", "b"}


def test_a_condition_that_fails_or_says_no_yes_or_no_hides_nothing(desk: Desk) -> None:
    form = desk.form(text("a", '="yes"'), text("b", "=for x in 1..1000000 return x"))
    assert desk.clean(form, {"a": "x", "b": "y"}).answers == {"a": "x", "b": "y"}
