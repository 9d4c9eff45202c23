"""Choices: fixed, from a variable, computed."""

from typing import Any

import pytest

from tests.app.catalogue.forms.desk import Desk

FIXED = {"values": [{"label": "Hardware", "value": "hw"}, {"label": "Software", "value": "sw"}]}


@pytest.mark.parametrize("kind", ["select", "radio"])
def test_one_of_those_offered(desk: Desk, kind: str) -> None:
    assert desk.one({"type": kind, **FIXED}, "hw") == "hw"


@pytest.mark.parametrize(
    "given", ["admin", ["hw", "sw"], ["hw"], {"typename": "datetime"}, True, 0, 1.5, "HW", "Hardware"]
)
def test_anything_else_is_refused(desk: Desk, given: Any) -> None:
    assert desk.wrong({"type": "select", **FIXED}, given)


@pytest.mark.parametrize("kind", ["checklist", "taglist"])
def test_several_each_once(desk: Desk, kind: str) -> None:
    assert desk.one({"type": kind, **FIXED}, ["sw", "hw", "sw"]) == ["sw", "hw"]
    assert desk.wrong({"type": kind, **FIXED}, ["sw", "x"])
    assert desk.wrong({"type": kind, **FIXED}, "sw")
    assert desk.wrong({"type": kind, **FIXED, "validate": {"required": True}}, []) == "Please choose."


def test_options_from_a_variable_keep_their_type(desk: Desk) -> None:
    component = {"type": "select", "valuesKey": "rooms"}
    rooms = [{"label": "Paris", "value": 1}, {"label": "Rome", "value": {"floor": 2}}, "Oslo"]
    assert desk.one(component, "1", rooms=rooms) == 1
    assert desk.one(component, '{"floor":2}', rooms=rooms) == {"floor": 2}
    assert desk.one(component, {"floor": 2}, rooms=rooms) == {"floor": 2}
    assert desk.one(component, "Oslo", rooms=rooms) == "Oslo"
    assert desk.wrong(component, True, rooms=rooms)
    assert desk.wrong(component, "Oslo")


def test_options_may_depend_on_other_answers(desk: Desk) -> None:
    form = desk.form(
        {"type": "select", "key": "land", "values": [{"value": "DE", "label": "DE"}, {"value": "PL", "label": "PL"}]},
        {"type": "select", "key": "city", "valuesExpression": '=if land = "DE" then ["Berlin"] else ["Łódź"]'},
    )
    assert desk.clean(form, {"land": "DE", "city": "Berlin"}).answers["city"] == "Berlin"
    assert set(desk.errors(form, {"land": "PL", "city": "Berlin"})) == {"city"}


def test_ticks_are_true_or_false(desk: Desk) -> None:
    assert desk.one({"type": "checkbox"}, True) is True
    assert desk.one({"type": "checkbox"}, False) is False
    assert desk.wrong({"type": "checkbox"}, "maybe")
    assert desk.wrong({"type": "checkbox"}, 1)
    assert desk.wrong({"type": "checkbox", "validate": {"required": True}}, False) == "Please tick this to go on."
