"""Keys that were sent and that no field declares: named for the journal, never written, never looked into."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.catalogue.forms.field import Field, Form, Path, inputs

MOST = 100
MOST_LETTERS = 100


def undeclared(form: Form, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Paths of undeclared keys, at most 100, made safe to print."""
    found: list[str] = []
    for path in _extra(form.items, answers, ""):
        if len(found) == MOST:
            return (*found, "…")
        found.append(_printable(path))
    return tuple(found)


def _extra(items: tuple[Field, ...], answers: Mapping[str, Any], prefix: str) -> Iterator[str]:
    declared = {item.key: item for item in inputs(items)}
    yield from _beside(declared, answers, (), prefix)


def _beside(declared: dict[Path, Field], values: Mapping[str, Any], base: Path, prefix: str) -> Iterator[str]:
    on_the_way = {key[: len(base) + 1] for key in declared if key[: len(base)] == base}
    for name, value in values.items():
        here = (*base, str(name))
        field = declared.get(here)
        if field is not None:
            yield from _inside(field, value, prefix)
        elif here in on_the_way and isinstance(value, Mapping):
            yield from _beside(declared, value, here, prefix)
        else:
            yield prefix + ".".join(here)


def _inside(field: Field, value: Any, prefix: str) -> Iterator[str]:
    if field.kind != "dynamiclist" or not isinstance(value, list):
        return
    for index, row in enumerate(value):
        if isinstance(row, Mapping):
            yield from _extra(field.items, row, f"{prefix}{field.name}[{index}].")


def _printable(path: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in path[:MOST_LETTERS])
