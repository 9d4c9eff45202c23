"""What may be written: declared, shown, writable, whole."""

from typing import Any

import pytest

from app.catalogue.forms.texts import MOST
from app.errors import InvalidForm
from tests.app.catalogue.forms.desk import Desk
from tests.fixtures.bounded import bounded


def text(key: str, **more: Any) -> dict[str, Any]:
    return {"type": "textfield", "key": key, "label": key, **more}


def test_only_declared_keys_are_written(desk: Desk) -> None:
    form = desk.form(text("a"), text("home.street"))
    sent = {"a": "x", "b": 1, "home": {"street": "y", "owner": "me"}, "__class__": "x", "home.street": "z"}
    clean = desk.clean(form, sent)
    assert clean.answers == {"a": "x", "home": {"street": "y"}}
    assert set(clean.dropped) == {"b", "home.owner", "__class__", "home.street"}


@pytest.mark.parametrize("locked", [{"readonly": True}, {"disabled": True}, {"readonly": "=1 = 1"}])
def test_locked_fields_are_never_written(desk: Desk, locked: dict[str, Any]) -> None:
    clean = desk.clean(desk.form(text("a", **locked)), {"a": "the boss"}, a="nobody")
    assert clean.answers == {}
    assert clean.dropped == ("a",)


def test_a_field_locked_by_a_condition_opens_again(desk: Desk) -> None:
    form = desk.form({"type": "checkbox", "key": "lock", "label": "Lock"}, text("a", readonly="=lock"))
    assert "a" not in desk.clean(form, {"lock": True, "a": "x"}).answers
    assert desk.clean(form, {"lock": False, "a": "x"}).answers["a"] == "x"


def test_what_is_not_sent_is_not_written(desk: Desk) -> None:
    assert desk.clean(desk.form(text("a"), text("b")), {"a": "x"}).answers == {"a": "x"}


def test_what_is_sent_empty_clears_what_was_there(desk: Desk) -> None:
    assert desk.clean(desk.form(text("a")), {"a": ""}, a="old").answers == {"a": None}


def test_a_default_stands_in_where_nothing_is_known(desk: Desk) -> None:
    form = desk.form(text("a", defaultValue="x"))
    assert desk.clean(form, {}).answers == {"a": "x"}
    assert desk.clean(form, {}, a="old").answers == {}


def test_a_default_is_literal_text(desk: Desk) -> None:
    form = desk.form(text("a", defaultValue="{{ secret }}"), text("b", defaultValue="=secret"))
    assert desk.clean(form, {}, secret="x").answers == {"a": "{{ secret }}", "b": "=secret"}


def test_all_mistakes_are_said_at_once_with_their_paths(desk: Desk) -> None:
    people = {"type": "dynamiclist", "path": "people", "label": "People"}
    people["components"] = [text("name", validate={"required": True}), {"type": "number", "key": "age", "label": "Age"}]
    form = desk.form(text("a.b", validate={"required": True}), people)
    sent = {"people": [{"name": "Eva", "age": "x"}, {"name": " "}]}
    assert set(desk.errors(form, sent)) == {"a.b", "people[0].age", "people[1].name"}


@pytest.mark.parametrize("answers", [None, [], "x", 7, [["a", 1]]])
def test_answers_are_an_object(desk: Desk, answers: Any) -> None:
    with pytest.raises(InvalidForm) as raised:
        desk.clean(desk.form(text("a")), answers)
    assert set(raised.value.fields) == {""}


class TestLists:
    def people(self, **more: Any) -> dict[str, Any]:
        inner = [text("name"), text("note", conditional={"hide": '=name = "Eva"'})]
        return {"type": "dynamiclist", "path": "people", "label": "People", "components": inner, **more}

    def test_rows_are_cleaned_one_by_one(self, desk: Desk) -> None:
        clean = desk.clean(desk.form(self.people()), {"people": [{"name": "Eva", "note": "x", "z": 1}, {"note": "y"}]})
        assert clean.answers == {"people": [{"name": "Eva"}, {"note": "y"}]}
        assert clean.dropped == ("people[0].note", "people[0].z")

    @pytest.mark.parametrize("rows", ["x", {"0": {}}, [1], [[]], [None], 5, [{}] * 101])
    def test_rows_are_objects_and_not_too_many(self, desk: Desk, rows: Any) -> None:
        assert set(desk.errors(desk.form(self.people()), {"people": rows})) == {"people"}

    def test_least_and_most(self, desk: Desk) -> None:
        form = desk.form(self.people(properties={"minRows": "1", "maxRows": "2"}))
        assert desk.errors(form, {"people": []}) == {"people": "Please add at least one entry."}
        assert desk.errors(form, {}) == {"people": "Please add at least one entry."}
        assert desk.errors(form, {"people": [{}] * 3}) == {"people": "At most 2 entries, please."}

    def test_an_empty_list_is_a_list(self, desk: Desk) -> None:
        assert desk.clean(desk.form(self.people()), {"people": []}).answers == {"people": []}

    def test_a_row_sees_its_number_and_the_form_around(self, desk: Desk) -> None:
        total = {"type": "expression", "key": "line", "expression": "=i * factor + parent.factor"}
        rows = {"type": "dynamiclist", "path": "rows", "components": [total]}
        form = desk.form({"type": "number", "key": "factor", "label": "F"}, rows)
        clean = desk.clean(form, {"factor": 10, "rows": [{}, {"line": 999}]})
        assert clean.answers["rows"] == [{"line": 20}, {"line": 30}]


def test_lists_in_lists_are_bounded_together(desk: Desk) -> None:
    inner = {"type": "dynamiclist", "path": "inner", "label": "I", "components": [text(f"a{n}") for n in range(20)]}
    form = desk.form({"type": "dynamiclist", "path": "outer", "label": "O", "components": [inner]})
    with bounded(1):
        assert set(desk.errors(form, {"outer": [{"inner": [{}] * 100}] * 100})) == {"outer"}
    assert desk.errors(form, {"outer": [{"inner": [{"a0": "x"}] * 10}] * 10}) == {}


class TestComputed:
    def test_it_is_computed_here_whatever_was_sent(self, desk: Desk) -> None:
        form = desk.form(
            {"type": "number", "key": "count", "label": "Count"},
            {"type": "expression", "key": "total", "expression": "=count * price"},
        )
        clean = desk.clean(form, {"count": "3", "total": 0}, price=5)
        assert clean.answers == {"count": 3, "total": 15}
        assert clean.dropped == ("total",)

    def test_what_cannot_be_computed_is_null(self, desk: Desk) -> None:
        form = desk.form({"type": "expression", "key": "total", "expression": "=unknown * 2"})
        assert desk.clean(form, {}).answers == {"total": None}


def test_a_huge_answer_is_answered_quickly(desk: Desk) -> None:
    form = desk.form(
        text("a"), {"type": "checklist", "key": "b", "label": "B", "values": [{"label": "x", "value": "x"}]}
    )
    assert desk.errors(form, {"a": "x" * 5_000_000})["a"].startswith(f"This is longer than {MOST:,}")
    nested: Any = "x"
    for _level in range(500):
        nested = [nested]
    assert set(desk.errors(form, {"a": nested, "b": nested})) == {"a", "b"}
    assert desk.clean(form, {"a": "x", **{f"f{n}": nested for n in range(5_000)}}).dropped[-1] == "…"


def test_names_of_unknown_keys_are_safe_to_write_down(desk: Desk) -> None:
    dropped = desk.clean(desk.form(text("a")), {"b\x00\x1b[2J": 1, "c" * 500: 1}).dropped
    assert dropped == ("b\ufffd\ufffd[2J", "c" * 100)
