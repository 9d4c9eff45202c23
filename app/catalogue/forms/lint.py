"""What a process owner should know about a form before it is published, beside what read() refuses."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from app.catalogue.forms.field import CHOICES, Field, Limit
from app.catalogue.forms.reading import examine
from workflows.errors import Problem
from workflows.sentences import sentence

#: A variable of every request that a field of this name would cover.
COVERED = frozenset({"item"})


def problems(schema: Any) -> list[Problem]:
    """Everything about this schema (a parsed .form file), errors first; the element is the field's key."""
    form, found = examine(schema)
    if form is None:
        return found
    return [problem for field in _all(form.items) for problem in _about(field)]


def _all(items: tuple[Field, ...]) -> Iterator[Field]:
    for field in items:
        yield field
        yield from _all(field.items)


def _about(field: Field) -> Iterator[Problem]:
    where, rules = field.name or field.id, field.rules
    if field.key and field.kind != "expression" and not field.label:
        yield Problem(
            "error", "form-label", sentence("The field has no label."), where, None, sentence("Say what it asks for.")
        )
    if rules.pattern and not rules.example:
        message = sentence("The field has a pattern, but no example of what passes.")
        yield Problem(
            "error", "form-example", message, where, None, sentence("Set the property example, such as 4711.")
        )
    elif rules.pattern and not rules.pattern.fits(rules.example):
        message = sentence('The example "%(example)s" does not pass the pattern.', example=rules.example[:50])
        yield Problem("error", "form-example", message, where)
    if field.name in COVERED:
        message = sentence('The key "%(key)s" covers the variable of the same name.', key=field.name)
        yield Problem("warning", "form-covers", message, where)
    yield from _limits(field, where)
    if field.kind in CHOICES and field.default is not None:
        yield from _default(field, where)


def _limits(field: Field, where: str) -> Iterator[Problem]:
    rules = field.rules
    if _crossed(rules.min, rules.max) or _crossed(rules.min_length, rules.max_length):
        yield Problem("error", "form-limits", sentence("The least is more than the most."), where)
    if field.details.least_rows > field.details.most_rows:
        yield Problem("error", "form-limits", sentence("minRows is more than maxRows."), where)


def _crossed(low: Limit, high: Limit) -> bool:
    return isinstance(low, Decimal) and isinstance(high, Decimal) and low > high


def _default(field: Field, where: str) -> Iterator[Problem]:
    values = [option.value for option in field.details.source.fixed]
    chosen = field.default if isinstance(field.default, list) else [field.default]
    if values and any(item not in values for item in chosen):
        yield Problem("error", "form-default", sentence("The default is not among the options."), where)
