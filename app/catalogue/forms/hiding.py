"""Which components are hidden: `conditional.hide` looked at until it no longer changes.

A hidden answer counts as null for all other conditions, as in form-js. Conditions inside a list see the row's own keys
first, then `this`, `parent` and `i` (from 1), then the form's.
"""

from collections.abc import Mapping
from typing import Any

from app.catalogue.forms.given import Given, put, walk
from app.catalogue.forms.sight import Sight

#: Two conditions that hide each other would go round for ever.
ROUNDS = 8


def settle(givens: list[Given], sight: Sight) -> Sight:
    """Mark what is hidden; gives the sight in which that was decided: variables with the visible answers in them."""
    seen = sight.over(seen_with(sight.variables, givens))
    for _round in range(ROUNDS):
        if not _mark(givens, seen, False):
            break
        seen = sight.over(seen_with(sight.variables, givens))
    return seen


def _mark(givens: list[Given], sight: Sight, above: bool) -> bool:
    """Decide once for each; true when anything changed."""
    changed = False
    for made in givens:
        hidden = above or (made.field.hide is not None and made.field.hide.holds(sight))
        changed |= hidden != made.hidden
        made.hidden = hidden
        changed |= _mark(made.items, sight, hidden)
        for number, row in enumerate(made.rows, 1):
            changed |= _mark(row, row_sight(sight, row, number), hidden)
    return changed


def row_sight(sight: Sight, row: list[Given], number: int) -> Sight:
    """What a condition inside a row of a list sees."""
    own = visible(row)
    return sight.over({**sight.variables, "parent": dict(sight.variables), "this": own, "i": number, **own})


def visible(givens: list[Given]) -> dict[str, Any]:
    """The answers of one level, nested; hidden ones are null."""
    values: dict[str, Any] = {}
    for made in walk(givens):
        if made.hidden:
            put(values, made.field.key, None)
        elif made.sent:
            rows = [visible(row) for row in made.rows]
            put(values, made.field.key, rows if made.field.kind == "dynamiclist" else made.value)
    return values


def seen_with(variables: Mapping[str, Any], givens: list[Given]) -> dict[str, Any]:
    """The variables with the visible answers laid over them."""
    return _over(variables, visible(givens))


def _over(below: Mapping[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _over(old, value) if isinstance(value, dict) and isinstance(old, Mapping) else value
    return merged
