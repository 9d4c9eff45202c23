"""Choices: what can be chosen here and now, and whether an answer is among it."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.catalogue.forms.errors import Wrong
from app.catalogue.forms.field import ONE_OF, Field, Option
from app.catalogue.forms.phrases import plain
from app.catalogue.forms.sight import Sight
from app.language import gettext as _

MOST = 1_000
_Scalar = (str, int, float, Decimal, bool)


def options(field: Field, sight: Sight) -> tuple[Option, ...]:
    """The choices now; an unknown variable or a list of something else gives none."""
    source = field.details.source
    if source.expression is not None:
        return _made(source.expression.value(sight))
    if source.key is not None:
        return _made(_named(source.key, sight.variables))
    return source.fixed


def _named(key: str, variables: Mapping[str, Any]) -> Any:
    value: Any = variables
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _made(value: Any) -> tuple[Option, ...]:
    """Options from a list of {label, value}, of texts or of numbers (form-js, "options source")."""
    rows = value if isinstance(value, list) else []
    return tuple(_option(row) for row in rows[:MOST] if row is not None)


def _option(row: Any) -> Option:
    if isinstance(row, Mapping) and ("value" in row or "label" in row):
        value = row.get("value", row.get("label"))
        return Option(value, plain(row.get("label", value)))
    return Option(row, plain(row))


def ticket(value: Any) -> str:
    """How an option's value is written in a page: a text as itself, all else as JSON."""
    return (
        value if isinstance(value, str) else json.dumps(value, default=plain, ensure_ascii=False, separators=(",", ":"))
    )


def take(field: Field, raw: Any, sight: Sight) -> Any:
    """One value, or a list of them; those known already get their own type. Raises Wrong for another shape."""
    known = {ticket(option.value): option.value for option in options(field, sight)}
    if field.kind in ONE_OF:
        if isinstance(raw, list):
            raise Wrong(_("Please choose one only."))
        return _typed(raw, known)
    if not isinstance(raw, list) or len(raw) > MOST:
        raise Wrong(_("This must be a list of choices."))
    return _once([_typed(item, known) for item in raw])


def _typed(raw: Any, known: Mapping[str, Any]) -> Any:
    """The option's own value for its ticket; anything else that is simple stays to be refused by `check`."""
    if isinstance(raw, str):
        return known.get(raw, raw)
    if isinstance(raw, (dict, int, Decimal)):
        mine = [value for value in known.values() if type(value) is type(raw) and value == raw]
        if mine:
            return mine[0]
    if isinstance(raw, _Scalar):
        return raw
    raise Wrong(_("This is not among the choices. Please choose one of those offered."))


def _once(values: list[Any]) -> list[Any]:
    seen: dict[str, Any] = {}
    for value in values:
        seen.setdefault(f"{type(value).__name__}:{value}", value)
    return list(seen.values())


def check(field: Field, value: Any, sight: Sight) -> Any:
    """Whether everything chosen is on offer. Raises Wrong."""
    known = {ticket(option.value): option.value for option in options(field, sight)}
    offered = list(known.values())
    chosen = value if isinstance(value, list) and field.kind not in ONE_OF else [value]
    typed = [known.get(item, item) if isinstance(item, str) else item for item in chosen]
    if not all(any(type(item) is type(each) and item == each for each in offered) for item in typed):
        raise Wrong(_("This is not among the choices. Please choose one of those offered."))
    return typed[0] if field.kind in ONE_OF else typed
