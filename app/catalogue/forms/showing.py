"""Answers to read: the gist of a task, the details of a request, what an approver saw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.catalogue.forms.cleaning import empty
from app.catalogue.forms.field import Form
from app.catalogue.forms.given import MISSING, Given, at, gather
from app.catalogue.forms.hiding import row_sight, settle
from app.catalogue.forms.saying import said
from app.catalogue.forms.sight import Sight


@dataclass(frozen=True)
class Shown:
    """One answer: its label and its text in the reader's language. `key` is the path of the answer.

    `kind` is the field's kind; "heading" for a group (no text), "list" for a list, whose entries are in `rows`.
    """

    label: str
    text: str
    kind: str
    key: str = ""
    rows: tuple[tuple["Shown", ...], ...] = ()


def shown(form: Form, values: Mapping[str, Any], sight: Sight) -> list[Shown]:
    """What has a value, in the form's order; hidden fields are left out. `values`: the variables with the answers."""
    givens = gather(form.items, values, "", sight)
    return _level(givens, values, settle(givens, sight))


def _level(givens: list[Given], values: Mapping[str, Any], sight: Sight) -> list[Shown]:
    found: list[Shown] = []
    for made in givens:
        if not made.hidden:
            found += _one(made, values, sight)
    return found


def _one(made: Given, values: Mapping[str, Any], sight: Sight) -> list[Shown]:
    field = made.field
    if field.kind == "group":
        inner, label = _level(made.items, values, sight), field.label.said(sight)
        return [Shown(label, "", "heading"), *inner] if inner and label else inner
    value = at(values, field.key) if field.key else MISSING
    if value is MISSING or (empty(value) and value is not False):
        return []
    label = field.label.said(sight) or field.name
    if field.kind == "dynamiclist":
        return [Shown(label, "", "list", made.path, _rows(made, value, sight))] if made.rows else []
    return [Shown(label, said(field, value, sight), field.kind, made.path)]


def _rows(made: Given, value: Any, sight: Sight) -> tuple[tuple[Shown, ...], ...]:
    pairs = enumerate(zip(made.rows, value, strict=False), 1)
    return tuple(tuple(_level(row, own, row_sight(sight, row, number))) for number, (row, own) in pairs)
