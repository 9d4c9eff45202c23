"""FEEL's built-in functions, one module a group (DMN 1.5, 10.3.4); importing this fills the table of built-ins."""

from workflows.feel.functions import (
    booleans,
    contexts,
    conversion,
    list_changes,
    lists,
    numbers,
    patterns,
    range_text,
    ranges,
    strings,
    temporal,
)

__all__ = [
    "booleans",
    "contexts",
    "conversion",
    "list_changes",
    "lists",
    "numbers",
    "patterns",
    "range_text",
    "ranges",
    "strings",
    "temporal",
]
