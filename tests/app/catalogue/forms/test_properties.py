"""What holds for every form and every answer."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue.forms import blocks, initial, shape, shown
from app.catalogue.forms.leftovers import undeclared
from app.catalogue.forms.reading import examine
from tests.app.catalogue.forms.desk import Desk, schema
from tests.fixtures.bounded import bounded
from workflows.values import check

DESK = Desk()
OPTIONS = {"values": [{"label": "X", "value": "x"}, {"label": "Y", "value": "y"}]}
INNER: list[dict[str, Any]] = [
    {"type": "textfield", "key": "t", "label": "T", "validate": {"maxLength": 20, "pattern": "^[^!]*$"}},
    {"type": "number", "key": "n", "label": "N", "conditional": {"hide": '=t = "hide"'}},
    {"type": "number", "key": "m", "label": "M", "properties": {"currency": "EUR"}},
    {"type": "checkbox", "key": "c", "label": "C"},
    {"type": "select", "key": "s", "label": "S", **OPTIONS},
    {"type": "taglist", "key": "g", "label": "G", "valuesKey": "tags"},
    {"type": "datetime", "subtype": "date", "key": "d", "label": "D"},
    {"type": "datetime", "subtype": "datetime", "key": "at.x", "label": "At"},
    {"type": "datetime", "subtype": "time", "key": "at.y", "label": "Time"},
    {"type": "filepicker", "key": "f", "label": "F", "multiple": True},
    {"type": "textfield", "key": "r", "label": "R", "readonly": "=c"},
]
FORM = DESK.form(
    *INNER,
    {"type": "dynamiclist", "path": "rows", "label": "Rows", "components": INNER},
    {"type": "expression", "key": "e", "label": "E", "expression": "=count(rows)"},
)
VARIABLES = {"tags": ["x", 1, {"deep": True}]}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
    | st.sampled_from(["x", "hide", "2026-12-01", "2026-12-01T10:00", "10:00", "12.50", "1", "-0", '{"deep":true}']),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
good = {
    "t": st.text(max_size=20) | st.just("hide"),
    "n": st.integers(-999, 999) | st.decimals(-9, 9, places=3) | st.just("12.50"),
    "m": st.sampled_from(["1.50", 3, {"amount": 4, "currency": "EUR"}]),
    "c": st.booleans(),
    "s": st.sampled_from(["x", "y"]),
    "g": st.lists(st.sampled_from(["x", "1", 1, '{"deep":true}', {"deep": True}]), max_size=4),
    "d": st.dates().map(str),
    "at": st.fixed_dictionaries({}, optional={
        "x": st.datetimes().map(lambda d: d.isoformat()), "y": st.times().map(lambda t: t.isoformat("minutes"))}),
    "f": st.lists(st.sampled_from([1, "1", 2, 3]), max_size=4),
    "r": st.text(max_size=5),
}  # fmt: skip
level: dict[str, st.SearchStrategy[Any]] = {key: value | json_values for key, value in good.items()}
rows = st.lists(st.fixed_dictionaries({}, optional=good), max_size=3)
likely = st.fixed_dictionaries({}, optional={**level, "rows": rows | json_values, "zz": json_values})
PROPERTIES = ["type", "key", "path", "label", "validate", "values", "conditional", "properties"]
KINDS = ["textfield", "select", "group", "table", "number", "a"]
answers = likely | json_values | st.dictionaries(st.sampled_from([*good, "rows", "e", "zz"]), json_values)
relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def clean_or_none(given_: Any) -> Any:
    errors = DESK.errors(FORM, given_, **VARIABLES)
    assert all(isinstance(sentence, str) and sentence for sentence in errors.values())
    return None if errors else DESK.clean(FORM, given_, **VARIABLES)


@relaxed
@given(answers)
def test_any_answers_give_answers_or_sentences_within_a_second(given_: Any) -> None:
    with bounded(1):
        clean_or_none(given_)


@relaxed
@given(answers)
def test_no_undeclared_key_is_ever_written_and_all_is_storable(given_: Any) -> None:
    clean = clean_or_none(given_)
    if clean:
        assert undeclared(FORM, clean.answers) == ()
        assert check(clean.answers) == clean.answers


@relaxed
@given(
    st.fixed_dictionaries({}, optional={**good, "rows": st.lists(st.fixed_dictionaries({}, optional=good), max_size=3)})
)
def test_cleaning_clean_answers_changes_nothing(given_: Any) -> None:
    once = clean_or_none(given_)
    if once:
        again = DESK.clean(FORM, once.answers, **VARIABLES)
        assert again.answers == once.answers
        assert set(again.dropped) <= {"e"}


@relaxed
@given(answers)
def test_whatever_was_answered_can_be_drawn_again_and_read(given_: Any) -> None:
    if isinstance(given_, dict):
        sight = DESK.sight(**VARIABLES)
        blocks(FORM, given_, sight)
        shape(FORM, given_, sight)
        shown(FORM, given_, sight)
        initial(FORM, given_)


@relaxed
@given(st.dictionaries(st.sampled_from(PROPERTIES), json_values | st.sampled_from(KINDS)))
def test_any_component_is_read_or_refused(component: dict[str, Any]) -> None:
    form, found = examine(schema(component))
    assert (form is None) == bool(found)
