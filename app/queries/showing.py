"""What a form needs to be shown: of all variables in sight, those it names. Pure.

A task's form gets no more than it asks for, so that a reader of one form learns nothing that it does not show.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

NAME = re.compile(r"[^\W\d]\w*")
KEYS = ("key", "valuesKey", "path", "dataSource")


def shown(schema: Mapping[str, Any] | None, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The variables that the schema names: in keys, in option lists, in expressions and templates."""
    names = set(_names(schema)) if schema else set()
    return {name: value for name, value in variables.items() if name in names}


def _names(part: Any, key: str = "") -> Iterator[str]:
    if isinstance(part, Mapping):
        for inner, value in part.items():
            yield from _names(value, inner)
    elif isinstance(part, list):
        for value in part:
            yield from _names(value, key)
    elif isinstance(part, str) and (key in KEYS or part.startswith("=") or "{{" in part):
        yield from NAME.findall(part)
