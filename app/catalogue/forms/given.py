"""What was given for each component: the first of the two looks at answers, before anything is known to be hidden."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.catalogue.forms import attachments, choices, dates, numbers, texts
from app.catalogue.forms.errors import Wrong
from app.catalogue.forms.field import CHOICES, TEXTS, Field, inputs
from app.catalogue.forms.sight import Sight
from app.language import gettext as _

MISSING: Any = object()
#: More rows than this are not even looked at, nor more cells in all the rows of a list and of the lists in it.
MOST_ROWS = 100
MOST_CELLS = 5_000


@dataclasses.dataclass
class Given:
    """One component's answer: `sent` whether there is one, `value` read as its kind, `wrong` why it could not be."""

    field: Field
    path: str
    sent: bool = False
    value: Any = None
    wrong: str = ""
    items: list["Given"] = dataclasses.field(default_factory=list)
    rows: list[list["Given"]] = dataclasses.field(default_factory=list)
    hidden: bool = False


def gather(items: tuple[Field, ...], answers: Mapping[str, Any], prefix: str, sight: Sight) -> list[Given]:
    """The answers of one level: of the form, or of one row of a list. `prefix` is "" or "list[0]."."""
    return [_given(item, answers, prefix, sight) for item in items]


def _given(item: Field, answers: Mapping[str, Any], prefix: str, sight: Sight) -> Given:
    made = Given(item, prefix + item.name)
    if item.kind == "group":
        made.items = gather(item.items, answers, prefix, sight)
    elif item.key:
        raw = at(answers, item.key)
        made.sent = raw is not MISSING
        if raw is MISSING and item.default is not None and at(sight.variables, item.key) is MISSING:
            raw, made.sent = item.default, True
        if made.sent and raw is not None and raw != "":
            _take(made, raw, sight)
    return made


def _take(made: Given, raw: Any, sight: Sight) -> None:
    try:
        if made.field.kind == "dynamiclist":
            made.rows = _rows(made, raw, sight)
        elif made.field.kind in TAKE:
            made.value = TAKE[made.field.kind](made.field, raw, sight)
    except Wrong as wrong:
        made.wrong = str(wrong)


def _rows(made: Given, raw: Any, sight: Sight) -> list[list[Given]]:
    if not isinstance(raw, list) or not all(isinstance(row, Mapping) for row in raw[: MOST_ROWS + 1]):
        raise Wrong(_("This must be a list."))
    if len(raw) > MOST_ROWS:
        raise Wrong(_("At most %(most)d entries, please.", most=MOST_ROWS))
    if _cells(made.field.items, raw, MOST_CELLS) > MOST_CELLS:
        raise Wrong(_("This is too much at once. Please use a file."))
    return [gather(made.field.items, row, f"{made.path}[{index}].", sight) for index, row in enumerate(raw)]


def _cells(items: tuple[Field, ...], rows: list[Any], enough: int) -> int:
    """How many answers these rows have, lists in lists included; stops counting beyond `enough`."""
    lists = [item for item in inputs(items) if item.kind == "dynamiclist"]
    total = 0
    for row in rows:
        total += len(items)
        for inner in lists:
            below = at(row, inner.key)
            total += _cells(inner.items, below, enough - total) if isinstance(below, list) else 0
        if total > enough:
            break
    return total


def _yes(_field: Field, raw: Any, _sight: Sight) -> bool:
    if not isinstance(raw, bool):
        raise Wrong(_("This is either yes or no."))
    return raw


TAKE: dict[str, Callable[[Field, Any, Sight], Any]] = {
    **dict.fromkeys(TEXTS, texts.take),
    **dict.fromkeys(CHOICES, choices.take),
    "number": numbers.take,
    "datetime": dates.take,
    "filepicker": attachments.take,
    "checkbox": _yes,
}


def at(values: Any, key: tuple[str, ...]) -> Any:
    """What lies at the path, or MISSING."""
    for part in key:
        if not isinstance(values, (dict, Mapping)) or part not in values:
            return MISSING
        values = values[part]
    return values


def put(values: dict[str, Any], key: tuple[str, ...], value: Any) -> None:
    """Lay the value at the path, making the objects on the way."""
    for part in key[:-1]:
        values = values.setdefault(part, {})
    values[key[-1]] = value


def walk(givens: list[Given]) -> Iterator[Given]:
    """All components of one level that carry answers, groups opened; a hidden group hides what is in it."""
    for made in givens:
        if made.field.kind == "group":
            yield from walk(made.items)
        elif made.field.key:
            yield made
