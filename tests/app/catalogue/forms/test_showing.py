"""Answers to read."""

from decimal import Decimal
from typing import Any

from app.catalogue.forms import Form, shown
from app.language import using
from tests.app.catalogue.forms.desk import Desk


def form(desk: Desk) -> Form:
    place = {"type": "textfield", "key": "city", "label": "City", "conditional": {"hide": "=secret"}}
    return desk.form(
        {"type": "text", "text": "# Order"},
        {"type": "select", "key": "kind", "label": "Kind", "values": [{"label": "Hardware", "value": "hw"}]},
        {"type": "number", "key": "cost", "label": "Cost", "properties": {"currency": "EUR"}},
        {"type": "checkbox", "key": "fast", "label": "Fast"},
        {"type": "datetime", "subtype": "date", "key": "day", "label": "Day"},
        {"type": "datetime", "subtype": "datetime", "key": "at", "label": "At"},
        {"type": "filepicker", "key": "quote", "label": "Quote"},
        {"type": "group", "label": "Where", "components": [place]},
        {
            "type": "dynamiclist",
            "path": "people",
            "label": "People",
            "components": [{"type": "textfield", "key": "name", "label": "Name"}],
        },
    )


VALUES: dict[str, Any] = {
    "kind": "hw",
    "cost": {"amount": Decimal("1234.5"), "currency": "EUR"},
    "fast": False,
    "day": "2026-12-01",
    "at": "2026-12-01T07:30:00Z",
    "quote": [1],
    "city": "Łódź",
    "people": [{"name": "Eva"}, {"name": "Jonas"}],
    "unknown": "never shown",
}


def test_labels_and_values_in_the_forms_order(desk: Desk) -> None:
    found = [(item.label, item.text) for item in shown(form(desk), VALUES, desk.sight(**VALUES))]
    assert found == [
        ("Kind", "Hardware"),
        ("Cost", "€1,234.50"),
        ("Fast", "No"),
        ("Day", "Tue, 1 Dec 2026"),
        ("At", "Tue, 1 Dec 2026, 08:30"),
        ("Quote", "quote.pdf"),
        ("Where", ""),
        ("City", "Łódź"),
        ("People", ""),
    ]


def test_rows_are_lists_of_their_own(desk: Desk) -> None:
    (people,) = [item for item in shown(form(desk), VALUES, desk.sight(**VALUES)) if item.kind == "list"]
    assert [[item.text for item in row] for row in people.rows] == [["Eva"], ["Jonas"]]


def test_what_is_empty_or_hidden_is_left_out(desk: Desk) -> None:
    values = {"kind": None, "cost": None, "city": "x", "people": [], "secret": True}
    assert shown(form(desk), values, desk.sight(**values)) == []


def test_sums_and_days_follow_the_language(desk: Desk) -> None:
    with using("de"):
        found = {item.label: item.text for item in shown(form(desk), VALUES, desk.sight(**VALUES))}
    assert found["Cost"] == "1.234,50\xa0€"
    assert found["Day"] == "Di., 1. Dez. 2026"


def test_values_of_an_unexpected_kind_are_shown_as_they_are(desk: Desk) -> None:
    values = {"kind": ["a", {"b": 1}], "day": "soon", "at": 7, "quote": "x", "people": [5, {"name": 3}], "cost": "x"}
    assert shown(form(desk), values, desk.sight(**values))
