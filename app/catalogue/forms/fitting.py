"""Answers of one form in another: an item published anew, an older order repeated. Pure.

Nothing is changed or guessed: an answer has a place in the other form or it has none, and then somebody is told.
"""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from app.catalogue.forms import choices
from app.catalogue.forms.cleaning import empty
from app.catalogue.forms.field import CHOICES, ONE_OF, SOME_OF, TEXTS, Field, Form, Path, inputs
from app.catalogue.forms.given import MISSING, at, put

FAMILIES = (TEXTS, ONE_OF, SOME_OF)


def fitting(form: Form, answers: Mapping[str, Any], without: Container[str] = ()) -> dict[str, Any]:
    """Only what the form has a field for, rows of lists likewise; not the fields named in `without`, nor secret ones.

    Of a list in `without` the parts that fit stay.
    """
    return _level(form.items, answers, without)


def misfits(old: Form, new: Form, answers: Mapping[str, Any]) -> frozenset[str]:
    """Paths of answers to the old form that have no place in the new one; a list is named as a whole."""
    return frozenset(".".join(path) for path in _misfits(old.items, new.items, answers))


def _level(items: tuple[Field, ...], answers: Mapping[str, Any], without: Container[str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in inputs(items):
        value = at(answers, field.key)
        is_list = field.kind == "dynamiclist" and isinstance(value, list)
        if value is MISSING or is_secret(field) or (field.name in without and not is_list):
            continue
        if is_list:
            value = [_level(field.items, row, ()) for row in value if isinstance(row, Mapping)]
        put(made, field.key, value)
    return made


def is_secret(field: Field) -> bool:
    """What is not written down anywhere on the way: fields with the property `secret`, and whatever asks a password."""
    return field.properties.get("secret") == "true" or "password" in field.name.lower()


def _misfits(old: tuple[Field, ...], new: tuple[Field, ...], answers: Mapping[str, Any]) -> Iterator[Path]:
    known = {field.key: field for field in inputs(new)}
    for field in inputs(old):
        value = at(answers, field.key)
        if value is MISSING or empty(value) or value is False:
            continue
        other = known.get(field.key)
        if other is None or not _takes(field, other, value):
            yield field.key


def _takes(field: Field, other: Field, value: Any) -> bool:
    """Whether the other field has room for the answer."""
    if field.kind != other.kind and not any(field.kind in family and other.kind in family for family in FAMILIES):
        return False
    if other.kind in CHOICES and other.details.source.fixed:
        offered = {choices.ticket(option.value) for option in other.details.source.fixed}
        return all(choices.ticket(one) in offered for one in (value if isinstance(value, list) else [value]))
    if other.items and isinstance(value, list):
        rows = [row for row in value if isinstance(row, Mapping)]
        return not any(True for row in rows for _path in _misfits(field.items, other.items, row))
    return True
