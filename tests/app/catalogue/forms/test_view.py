"""What a form starts with and how it is drawn, as data."""

from typing import Any

from app.catalogue.forms import blocks, initial, mistakes
from app.language import using
from tests.app.catalogue.forms.desk import Desk


def test_a_form_starts_with_variables_then_defaults(desk: Desk) -> None:
    form = desk.form(
        {"type": "textfield", "key": "a", "label": "A", "defaultValue": "x"},
        {"type": "textfield", "key": "b.c", "label": "B"},
        {"type": "number", "key": "n", "label": "N", "defaultValue": 1},
        {"type": "dynamiclist", "path": "rows", "label": "Rows", "defaultRepetitions": 2, "components": []},
    )
    assert initial(form, {"b": {"c": "y", "d": "z"}, "n": 0}) == {"a": "x", "b": {"c": "y"}, "n": 0, "rows": [{}, {}]}


def test_a_fresh_field_never_starts_with_an_earlier_answer(desk: Desk) -> None:
    form = desk.form({"type": "textfield", "key": "decision", "label": "D", "properties": {"fresh": "true"}})
    assert initial(form, {"decision": "approve"}) == {}


def test_labels_may_hold_values(desk: Desk) -> None:
    form = desk.form({"type": "textfield", "key": "a", "label": "For {{ who }}", "description": '="Hello " + who'})
    (block,) = blocks(form, {}, desk.sight(who="Eva <b>"))
    assert (block.label, block.help) == ("For Eva <b>", "Hello Eva <b>")


def test_a_text_says_days_and_sums_as_the_reader_writes_them(desk: Desk) -> None:
    form = desk.form({"type": "text", "text": "{{day}}, {{sum}}, {{year}}, {{none}}"})
    sight = desk.sight(day="2031-12-03", sum={"amount": 1200, "currency": "EUR"}, year=2031, none="2031-99-99")
    with using("de"):
        (block,) = blocks(form, {}, sight)
    assert "Mi., 3. Dez. 2031, 1.200,00&nbsp;€, 2031, 2031-99-99" in str(block.html)


def test_numbers_are_shown_in_the_readers_writing_and_as_typed_when_wrong(desk: Desk) -> None:
    form = desk.form({"type": "number", "key": "n", "label": "N"})

    def drawn(value: Any) -> str:
        return blocks(form, {"n": value}, desk.sight())[0].value

    with using("de"):
        assert [drawn(v) for v in ("1234.5", 7, "1,5,5", "1e9", None)] == ["1234,5", "7", "1,5,5", "1e9", ""]


def test_mistakes_are_in_the_order_of_the_page(desk: Desk) -> None:
    rows = {
        "type": "dynamiclist",
        "path": "rows",
        "label": "R",
        "components": [{"type": "textfield", "key": "b", "label": "B"}],
    }
    form = desk.form({"type": "group", "components": [{"type": "textfield", "key": "a", "label": "A"}]}, rows)
    drawn = blocks(form, {"rows": [{}, {}]}, desk.sight(), {"rows[1].b": "Wrong.", "rows": "Few.", "a": "Bad."})
    assert [(block.mark, block.error) for block in mistakes(drawn)] == [
        ("a", "Bad."),
        ("rows", "Few."),
        ("rows[1].b", "Wrong."),
    ]


def test_buttons_of_lists_keep_to_their_limits(desk: Desk) -> None:
    rows = {"type": "dynamiclist", "path": "rows", "label": "R", "properties": {"minRows": "1", "maxRows": "2"}}
    form = desk.form({**rows, "components": []})

    def free(count: int) -> tuple[bool, bool]:
        (block,) = blocks(form, {"rows": [{}] * count}, desk.sight())
        return block.may_add, block.may_remove

    assert [free(1), free(2)] == [(True, False), (False, True)]
    (fixed,) = blocks(desk.form({**rows, "components": [], "allowAddRemove": False}), {"rows": [{}]}, desk.sight())
    assert (fixed.may_add, fixed.may_remove) == (False, False)


def test_a_table_shows_rows_of_a_variable(desk: Desk) -> None:
    form = desk.form(
        {"type": "table", "label": "T", "dataSource": "=stock", "columns": [{"key": "n", "label": "N"}, {"key": "x"}]}
    )
    (block,) = blocks(form, {}, desk.sight(stock=[{"n": 1200, "x": {"amount": 5, "currency": "EUR"}}, "no row", {}]))
    assert (block.columns, block.cells) == (("N", "x"), (("1,200", "€5.00"), ("", "")))


def test_answers_of_any_kind_can_be_drawn(desk: Desk) -> None:
    kinds = ["textfield", "textarea", "number", "checkbox", "datetime", "filepicker"]
    form = desk.form(*[{"type": kind, "key": kind, "label": kind} for kind in kinds])
    for value in (None, 3, "x", [], ["x", {}], {"a": [1]}, True, 1.5, "\x00"):
        assert len(blocks(form, dict.fromkeys(kinds, value), desk.sight())) == len(kinds)
