"""Two people at one form: what only one of them filled in is kept, what both filled in differently is told."""

from typing import Any

from app.catalogue import forms
from app.catalogue.forms.merging import Change, merged, own

FORM = forms.read(
    {
        "components": [
            {"type": "textfield", "key": "room", "label": "Room"},
            {"type": "number", "key": "seats", "label": "Seats"},
            {"type": "checkbox", "key": "urgent", "label": "Urgent"},
            {"type": "textfield", "key": "door_password", "label": "Code"},
        ]
    }
)


def names(changes: tuple[Change, ...]) -> list[str]:
    return [change.name for change in changes]


def test_different_fields_are_both_kept() -> None:
    found = merged(FORM, {"seats": 2}, {"room": "2.04", "seats": "2", "urgent": False}, {"seats": "3", "urgent": True})
    assert found.answers == {"room": "2.04", "seats": "3", "urgent": True}
    assert (names(found.taken), names(found.apart)) == (["seats", "urgent"], [])


def test_the_same_field_is_for_somebody_to_choose() -> None:
    found = merged(FORM, {}, {"room": "2.04"}, {"room": "3.11", "seats": ""})
    assert (found.answers, names(found.taken), names(found.apart)) == ({"room": "2.04"}, [], ["room"])
    assert merged(FORM, {}, {"room": "2.04\r\n"}, {"room": "2.04\n"}).apart == ()


def test_what_nobody_typed_does_not_count_and_secrets_are_never_shared() -> None:
    found = merged(FORM, {"room": "1", "seats": 2}, {}, {"room": "1", "seats": "2", "door_password": "4711"})
    assert found.answers == {}


def test_what_the_page_filled_in_is_not_mine_until_i_change_it() -> None:
    filled = frozenset({Change(("room",), "2.04").mark})
    start: dict[str, Any] = {"seats": 1}
    assert own(FORM, start, {"room": "2.04", "seats": "5"}, filled) == {"room": None, "seats": "5"}
    assert own(FORM, start, {"room": "2.05"}, filled) == {"room": "2.05"}
