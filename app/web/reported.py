"""The report of a version as the page shows it: rows with anchors, the tiers in words, marks for the diagram. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.catalogue.drawing import Mark
from app.language import gettext as _

TONES = {"needs_value": "late", "human_task": "now", "rewritten": "done", "kept": "done", "ignored": "line"}
SHAPES = {"needs_value": "alert", "human_task": "user", "rewritten": "pencil", "kept": "check", "ignored": "x"}
ORDER = ("needs_value", "human_task", "rewritten", "kept", "ignored")


@dataclass(frozen=True)
class Line:
    """One row; `anchor` is its id on the page, `on-` and it that of its shape in the diagram."""

    anchor: str
    element: str
    name: str
    tier: str
    words: str
    tone: str
    shape: str
    what: str
    line: int | None


@dataclass(frozen=True)
class Tier:
    """A tier and how many elements are in it."""

    key: str
    words: str
    tone: str
    shape: str
    meaning: str
    count: int


def reported(rows: Iterable[Mapping[str, Any]]) -> list[Line]:
    """The rows, worst tier first, then in the order of the file."""
    said = words()
    found = [
        Line(
            f"row-{number}",
            row.get("element") or "",
            row.get("name") or row.get("element") or "",
            row["tier"],
            said[row["tier"]],
            TONES[row["tier"]],
            SHAPES[row["tier"]],
            row["what"],
            row.get("line"),
        )
        for number, row in enumerate(rows)
    ]
    return sorted(found, key=lambda line: ORDER.index(line.tier))


def marks(lines: Iterable[Line]) -> dict[str, Mark]:
    """For the diagram: element id -> its mark."""
    return {line.element: Mark(line.tier, line.anchor, line.words) for line in lines if line.element}


def counted(lines: Iterable[Line]) -> list[Tier]:
    """The tiers that occur, worst first."""
    counts = Counter(line.tier for line in lines)
    said, told = words(), meanings()
    return [Tier(key, said[key], TONES[key], SHAPES[key], told[key], counts[key]) for key in ORDER if counts[key]]


def words() -> dict[str, str]:
    """The tiers in the reader's language."""
    return {
        "needs_value": _("Needs a value"),
        "human_task": _("A person does it"),
        "rewritten": _("Rewritten"),
        "kept": _("Kept"),
        "ignored": _("Not read"),
    }


def meanings() -> dict[str, str]:
    """What each tier means for whoever brings the diagram."""
    return {
        "needs_value": _("Cannot be published before you say what is missing."),
        "human_task": _("A program did it there; here it is somebody's task."),
        "rewritten": _("Said in other words; it means the same."),
        "kept": _("Runs as drawn."),
        "ignored": _("Shown in the diagram, or left out; it changes nothing here."),
    }
