"""What exists around the diagram: names that it may refer to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Known:
    """Names that may be referred to; a field that is None is not checked.

    `groups`, `calendars`: their keys. `forms`: process id -> form id -> form-js schema. `connectors`: job types.
    `processes` and `decisions`: ids of published ones, those of the file itself not needed.
    """

    groups: frozenset[str] | None = None
    forms: Mapping[str, Mapping[str, Any]] | None = None
    connectors: frozenset[str] | None = None
    processes: frozenset[str] | None = None
    decisions: frozenset[str] | None = None
    calendars: frozenset[str] | None = None
