"""What is wrong with a value of a call is said in the caller's language, whatever found it wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from marshmallow import Schema, ValidationError, fields, validate

from app.language import gettext, using
from app.web.api import field_words
from tests.fixtures.callers import Caller


class Inner(Schema):
    """Nothing in it."""


class Everything(Schema):
    """One field of each kind that the API takes."""

    text = fields.String(required=True, validate=validate.Length(max=3))
    longer = fields.String(validate=validate.Length(min=2, max=3))
    number = fields.Integer(validate=validate.Range(min=1, max=9))
    upward = fields.Integer(validate=validate.Range(min=1))
    amount = fields.Decimal()
    when = fields.AwareDateTime()
    day = fields.Date()
    sure = fields.Boolean()
    names = fields.List(fields.String())
    data = fields.Dict()
    word = fields.String(validate=validate.OneOf(["one", "two"]))
    inner = fields.Nested(Inner)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "Dieser Wert fehlt."),
    ({"text": 5}, "Senden Sie einen Text."),
    ({"text": None}, "Dieser Wert darf nicht null sein."),
    ({"text": "long"}, "Höchstens 3 lang."),
    ({"longer": ""}, "Zwischen 2 und 3 lang."),
    ({"number": "x"}, "Senden Sie eine ganze Zahl."),
    ({"number": 10}, "Von 1 bis 9."),
    ({"upward": 0}, "Mindestens 1."),
    ({"amount": "NaN"}, "Senden Sie eine endliche Zahl."),
    ({"when": "yesterday"}, "Senden Sie einen Zeitpunkt wie 2026-03-31T09:00:00+02:00."),
    ({"when": "2026-03-31T09:00:00"}, "Senden Sie einen Zeitpunkt mit Zone, etwa 2026-03-31T09:00:00+02:00."),
    ({"day": 5}, "Senden Sie ein Datum wie 2026-03-31."),
    ({"sure": "perhaps"}, "Senden Sie true oder false."),
    ({"names": "x"}, "Senden Sie eine Liste."),
    ({"data": "x"}, "Senden Sie ein Objekt."),
    ({"word": "three"}, "Eines von: one, two."),
    ({"inner": "x"}, "Senden Sie ein Objekt."),
    ({"other": 1}, "Dieses Feld ist nicht bekannt."),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_each_kind_of_mistake(given: dict[str, Any], said: str) -> None:
    with using("de"):
        with pytest.raises(ValidationError) as found:
            Everything().load({"text": "ok", **given} if given else given)
        assert said in [str(one) for one in told(found.value.messages)]


def told(messages: Any) -> Iterator[str]:
    for one in messages.values() if isinstance(messages, dict) else messages:
        yield from told(one) if isinstance(one, (dict, list)) else [one]


def test_nothing_of_marshmallows_own_is_left() -> None:
    """Of the kinds of fields that any schema of the API has."""
    here = {kind for made in every(Schema) for kind in map(type, made._declared_fields.values())}
    assert len(here) > 8
    for kind in here:
        for name, one in kind().error_messages.items() if kind not in (fields.Nested, fields.List) else ():
            sent = name == "format" or (kind, name) == (fields.Date, "invalid_awareness")  # never of what came
            assert sent or isinstance(one, field_words.Spoken), (kind, one)


def every(kind: type[Schema]) -> Iterator[type[Schema]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("app.web.api"):
            yield one
        yield from every(one)


def test_a_call_hears_it(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    marta = program("marta")
    found = marta.post("/api/v1/requests", json={"item": 5, "data": [], "more": 1})  # she reads Hungarian
    assert (found.status_code, found.json["title"]) == (422, "Így nem fogadható el")
    assert {"field": "item", "message": "Szöveget küldjön."} in found.json["problems"]
    assert {"field": "data", "message": "Objektumot küldjön."} in found.json["problems"]
    assert {"field": "more", "message": "Ez a mező nem ismert."} in found.json["problems"]


def test_a_call_hears_what_no_value_may_hold_in_its_own_language_too(
    sqlite_house: Flask, program: Callable[[str], Caller]
) -> None:
    with using("hu"):
        said = gettext("The text holds a NUL character.")
    found = program("marta").post("/api/v1/requests", json={"item": "a\0b", "data": {}})
    assert (found.status_code, found.json["detail"]) == (422, said)
    assert said != "The text holds a NUL character."
