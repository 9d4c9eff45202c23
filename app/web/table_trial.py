"""What the decisions of a file answer to values that are only imagined, before anybody relies on them. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.catalogue.decisions import Sheet
from app.web import reader, rules_form
from workflows import decisions as dmn
from workflows.errors import DefinitionRefused, StepFailed


@dataclass(frozen=True)
class Answer:
    """`name` of the decision and what it says; `failed`: that is why it says nothing."""

    name: str
    says: str
    failed: bool = False


def tried(data: bytes, others: Iterable[bytes], sheets: Iterable[Sheet], given: str) -> list[Answer]:
    """Each decision of the file as it stands on the page, for values one a line: requested_for.department = IT."""
    try:
        made = dmn.load(data, others)
    except DefinitionRefused as refused:
        return [Answer("", refused.problems[0].message, failed=True)]
    values = nested(rules_form.answers(given))
    return [_asked(sheet, made[sheet.id], values) for sheet in sheets if sheet.id in made]


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Names with points are looked for inside of others."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        *outer, last = name.split(".")
        place = found
        for part in outer:
            inside = place.setdefault(part, {})
            if not isinstance(inside, dict):  # said twice, once whole: the whole stays
                break
            place = inside
        else:
            place[last] = value
    return found


def _asked(sheet: Sheet, decision: dmn.Decision, values: Mapping[str, Any]) -> Answer:
    try:
        made = decision.evaluate(values, reader.moment(), reader.zone().key)
    except StepFailed as error:
        return Answer(sheet.name, str(error), failed=True)
    return Answer(sheet.name, said(made))


def said(value: Any) -> str:
    """As it would be written into a cell of the table."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {said(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "[" + ", ".join(said(inner) for inner in value) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    known: dict[Any, str] = {None: "null", True: "true", False: "false"}
    return f'"{value}"' if isinstance(value, str) else known.get(value, str(value))
