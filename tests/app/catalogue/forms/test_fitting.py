"""Answers of one form in another: what fits comes along, the rest is named, secrets never."""

from typing import Any

import pytest

from app.catalogue.forms import Form, read
from app.catalogue.forms.fitting import fitting, misfits


def form(*components: dict[str, Any]) -> Form:
    return read({"type": "default", "id": "order", "components": list(components)})


def field(kind: str, key: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "key": key, "label": key, **more}


def choices(*values: str) -> dict[str, Any]:
    return {"values": [{"value": value, "label": value.upper()} for value in values]}


OLD = form(field("textfield", "name"), field("number", "seats"), field("select", "colour", **choices("red", "blue")))
ANSWERS = {"name": "Figma", "seats": "2", "colour": "red"}


@pytest.mark.parametrize(
    ("new", "lost"),
    [
        ((field("textarea", "name"), field("number", "seats"), field("radio", "colour", **choices("red"))), set()),
        ((field("textfield", "name"), field("number", "seats")), {"colour"}),
        ((field("textfield", "name"), field("textfield", "seats"), field("select", "colour", **choices("blue"))),
         {"seats", "colour"}),
        ((field("number", "name"), field("number", "seats"), field("checklist", "colour", **choices("red"))),
         {"name", "colour"}),
    ],
)  # fmt: skip
def test_what_has_no_place(new: tuple[dict[str, Any], ...], lost: set[str]) -> None:
    names = misfits(OLD, form(*new), ANSWERS)
    assert names == lost
    assert fitting(form(*new), ANSWERS, names) == {key: ANSWERS[key] for key in ANSWERS if key not in lost}


def test_nothing_answered_is_nothing_lost() -> None:
    assert misfits(OLD, form(), {"name": " ", "seats": None, "colour": ""}) == set()


def test_rows_keep_what_fits() -> None:
    people = {"type": "dynamiclist", "path": "people", "label": "People"}
    old = form({**people, "components": [field("textfield", "name"), field("textfield", "badge")]})
    new = form({**people, "components": [field("textfield", "name")]})
    answers = {"people": [{"name": "Ada", "badge": "7"}, {"name": "Bo"}]}
    names = misfits(old, new, answers)
    assert names == {"people"}
    assert fitting(new, answers, names) == {"people": [{"name": "Ada"}, {"name": "Bo"}]}
    assert misfits(old, form(field("textfield", "people")), answers) == {"people"}


def test_undeclared_and_secret_answers_stay_out() -> None:
    secret = form(field("textfield", "pin", properties={"secret": "true"}), field("textfield", "new_password"))
    assert fitting(secret, {"pin": "1234", "new_password": "x", "more": "y"}) == {}
