"""The checklist of a step: property `checklist`, points one a line or between semicolons; one that ends with an
asterisk has to be ticked before the step can be finished. FEEL may give a list of such texts. Pure.

`checklist_seen`: "true" where the requester sees it, too. What was ticked goes into the variable `checklist`, or the
one that `checklist_as` names: {ticked: [...], open: [...]}.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

POINTS, SEEN, NAME = "checklist", "checklist_seen", "checklist_as"
USUAL_NAME = "checklist"
REQUIRED = "*"
MOST, LONGEST = 40, 200
NAMED = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")


@dataclass(frozen=True)
class Point:
    """`words` are its name, too: what a gateway asks for."""

    words: str
    required: bool


def points(said: Any) -> list[Point]:
    """The points of a step in order, each once."""
    parts = said if isinstance(said, list) else re.split(r"[;\n]", str(said or ""))
    found = {one.words: one for part in parts if (one := _point(str(part))).words}
    return list(found.values())[:MOST]


def result(properties: Mapping[str, Any], ticked: Collection[str]) -> dict[str, Any]:
    """The variable of a finished step; nothing where it has no checklist."""
    listed = points(properties.get(POINTS))
    if not listed:
        return {}
    words = [one.words for one in listed]
    name = str(properties.get(NAME) or USUAL_NAME)
    return {name: {"ticked": [w for w in words if w in ticked], "open": [w for w in words if w not in ticked]}}


def _point(text: str) -> Point:
    text = text.strip()
    return Point(text.removesuffix(REQUIRED).strip()[:LONGEST], text.endswith(REQUIRED))
