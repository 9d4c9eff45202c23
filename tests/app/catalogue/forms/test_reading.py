"""Schemas that can be used, and what is said about those that cannot."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.forms import FormRefused, read
from app.catalogue.forms.reading import examine
from tests.app.catalogue.forms.desk import schema


def codes(*components: dict[str, Any]) -> list[str]:
    return [problem.code for problem in examine(schema(*components))[1]]


def text(key: str, **more: Any) -> dict[str, Any]:
    return {"type": "textfield", "key": key, "label": key, **more}


def test_keys_nest_by_dots_and_by_paths_of_groups() -> None:
    group = {"type": "group", "path": "home.street", "components": [text("name")]}
    plain = {"type": "group", "components": [text("c")]}
    form = read(schema(text("a.b"), group, plain))
    assert [field.name for field in form.inputs()] == ["a.b", "home.street.name", "c"]


def test_a_row_of_a_list_has_its_own_keys() -> None:
    people = {"type": "dynamiclist", "path": "people", "components": [text("a")]}
    form = read(schema(text("a"), people))
    assert [field.name for field in form.items[1].items] == ["a"]


def test_buttons_are_not_part_of_the_form() -> None:
    assert read(schema({"type": "button", "key": "b", "label": "Send"})).items == ()


@pytest.mark.parametrize("kind", ["html", "iframe", "documentPreview", "page", "signature", ""])
def test_what_cannot_be_shown_is_refused(kind: str) -> None:
    assert codes({"type": kind, "content": "<script>"}) == ["form-type"]


@pytest.mark.parametrize(
    "key", ["_requester", "__builtins__", "typename", "requester", "request.number", "a.__class__"]
)
def test_reserved_keys_are_named(key: str) -> None:
    _form, found = examine(schema(text(key)))
    assert found
    assert key.split(".", maxsplit=1)[0] in found[0].message or key in found[0].message


@pytest.mark.parametrize("key", ["", None, "a b", "1a", "a..b", "a[0]", "a-b", "x" * 101, 7])
def test_a_key_is_a_name_that_conditions_can_read(key: Any) -> None:
    assert "form-key" in codes({"type": "textfield", "key": key, "label": "A"})


@pytest.mark.parametrize("second", ["a", "a.b", "a.b.c"])
def test_two_fields_never_write_to_one_place(second: str) -> None:
    assert codes(text("a"), text(second)) == ["form-key-twice"]


def test_two_components_never_share_an_id() -> None:
    assert codes(text("a", id="x"), text("b", id="x")) == ["form-id-twice"]


@pytest.mark.parametrize("pattern", ["(", "[a", "(?=a)b", r"(a)\1", "a{1,5000}", "a" * 1001])
def test_patterns_that_cannot_run_in_linear_time_are_refused(pattern: str) -> None:
    assert codes(text("a", validate={"pattern": pattern})) == ["form-pattern"]


@pytest.mark.parametrize(
    "broken",
    [
        {"conditional": {"hide": "=().__class__.__mro__"}},
        {"label": "Dear {{ name + }}"},
        {"label": "{{#if a}}x{{/if}}"},
        {"readonly": "=1 +"},
        {"validate": {"maxLength": "=("}},
    ],
)
def test_expressions_that_nobody_can_read_are_refused(broken: dict[str, Any]) -> None:
    assert set(codes(text("a", **broken))) == {"form-expression"}


def test_the_problem_names_the_field() -> None:
    _form, found = examine(schema(text("cost", validate={"pattern": "("})))
    assert found[0].element == "cost"
    assert found[0].severity == "error"


@pytest.mark.parametrize("options", [{}, {"values": []}, {"values": [{"label": "A", "value": "a"}] * 2}])
def test_a_choice_needs_different_options(options: dict[str, Any]) -> None:
    assert codes({"type": "select", "key": "a", **options}) == ["form-options"]


def test_size_and_depth_are_bounded() -> None:
    assert codes(*[text(f"a{n}") for n in range(10_000)]) == ["form-long"]
    deep: dict[str, Any] = {"type": "group", "components": []}
    for _level in range(300):
        deep = {"type": "group", "components": [deep]}
    assert codes(deep) == ["form-deep"]


@pytest.mark.parametrize("no_form", [None, [], "x", {}, {"components": {}}, {"fields": []}])
def test_what_is_no_form_js_form_says_so(no_form: Any) -> None:
    with pytest.raises(FormRefused, match="no form-js form"):
        read(no_form)


def test_a_newer_schema_version_is_refused() -> None:
    assert [p.code for p in examine({**schema(), "schemaVersion": 20})[1]] == ["form-version"]


def test_broken_parts_are_problems_never_crashes() -> None:
    strange = [None, 3, "x", [], {"type": 5}, {"type": "number", "key": "n", "decimalDigits": "x", "increment": {}}]
    _form, found = examine({"components": strange})
    assert {problem.code for problem in found} == {"form-type"}


def test_forms_of_other_people_open(corpus: Path) -> None:
    read_, refused = 0, []
    for path in sorted((corpus / "bpmn" / "_aux" / "form").rglob("*.form")):
        content = path.read_text()
        if content.lstrip().startswith("{") and '"components"' in content:
            form, found = examine(json.loads(content))
            read_ += form is not None
            refused += [(path.name, problem.message) for problem in found]
    assert (read_, refused) == (6, [])
