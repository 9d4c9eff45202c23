"""A decision, a form or an element template that comes without any diagram, or before the diagram that asks for it."""

import json
from collections.abc import Callable

import pytest
from flask import Flask

from tests.app.web.api.test_foreign_files import CAMUNDA, send
from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]
FORM = {"type": "default", "id": "decide_it", "components": [{"type": "textfield", "key": "why", "label": "Why"}]}
DMN = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
<decision id="fee" name="fee"><literalExpression><text>%s</text></literalExpression></decision></definitions>"""
ASKING = CAMUNDA.replace(b'name="Decide"', b'name="Decide" camunda:formKey="decide_it"').replace(
    b'<serviceTask id="book" name="Book" camunda:class="org.acme.Book"/>',
    b'<businessRuleTask id="book" name="Book" camunda:decisionRef="fee" camunda:resultVariable="fee"/>',
)
TEMPLATE = {
    "name": "Book a room", "id": "org.acme.book", "version": 2, "appliesTo": ["bpmn:ServiceTask"],
    "properties": [
        {"type": "Hidden", "value": "org.acme.Book", "binding": {"type": "property", "name": "camunda:class"}},
        {"type": "Hidden", "value": "big", "binding": {"type": "camunda:inputParameter", "name": "size"}},
        {"type": "String", "value": "x", "binding": {"type": "camunda:inputParameter", "name": "other"}},
    ],
}  # fmt: skip


@pytest.fixture
def olivia(sqlite_house: Flask, program: Program) -> Caller:
    return program("olivia")


def test_a_decision_and_a_form_alone_go_to_the_definition_that_asks_for_them(olivia: Caller) -> None:
    drawn = send(olivia, ("leave.bpmn", ASKING))
    assert (drawn.status_code, drawn.json["state"]) == (201, "draft"), drawn.text
    decided = send(olivia, ("fee.dmn", DMN % b"1"), publish="false")
    assert (decided.status_code, decided.json["key"], decided.json["version"]) == (201, "leave", 2), decided.text
    shown = send(olivia, ("decide_it.form", json.dumps(FORM).encode()))
    assert (shown.status_code, shown.json["version"], shown.json["state"]) == (201, 3, "published"), shown.text
    version = olivia.get("/api/v1/definitions/leave/versions/3").json
    assert version["diagram"].encode() == ASKING
    assert version["forms"]["decide_it"]["components"][0]["key"] == "why"


def test_another_spelling_of_the_decision_takes_the_place_of_the_first(olivia: Caller) -> None:
    send(olivia, ("leave.bpmn", ASKING), ("old.dmn", DMN % b"1"))
    made = send(olivia, ("new.dmn", DMN % b"2"), publish="false").json
    assert [one for one in made["problems"] if one["element"] == "book"] == []
    assert olivia.get(f"/api/v1/definitions/leave/versions/{made['version']}").json["decisions"].keys() == {"new.dmn"}


def test_a_diagram_finds_the_decision_that_the_house_has(olivia: Caller) -> None:
    send(olivia, ("leave.bpmn", ASKING), ("fee.dmn", DMN % b"1"))
    made = send(olivia, ("other.bpmn", ASKING.replace(b'id="leave"', b'id="other"')), publish="false").json
    assert [one for one in made["problems"] if one["element"] == "book"] == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("fee.dmn", DMN % b"1", "no definition asks for the decision fee"),
        ("a.form", json.dumps(FORM).encode(), "no definition asks for the form a or decide_it"),
        ("t.json", json.dumps([TEMPLATE]).encode(), "holds element templates (Book a room)"),
        ("o.json", b'{"openapi": "3.1.0"}', "is no BPMN diagram"),
        ("a.form", b"<html></html>", "is not JSON"),
    ],
)
def test_what_nobody_asks_for_is_refused_with_a_sentence(olivia: Caller, name: str, data: bytes, said: str) -> None:
    answer = send(olivia, (name, data))
    assert answer.status_code == 422
    assert said in answer.text


def test_an_element_template_names_the_step_and_tells_what_it_lacks(olivia: Caller) -> None:
    drawn = CAMUNDA.replace(b'name="Book"', b'name="Book" camunda:modelerTemplate="org.acme.book"')
    made = send(olivia, ("leave.bpmn", drawn), ("t.json", json.dumps([TEMPLATE]).encode()), publish="false")
    row = next(row for row in made.json["report"] if row["element"] == "book")
    assert "“Book a room”" in row["what"]
    assert "size = big" in row["what"]
    assert "other" not in row["what"]
    assert row["tier"] == "rewritten"
