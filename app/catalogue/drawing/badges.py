"""Clock badges on the drawing: a pill at a lane or step, with words and a shape, never colour alone.

A lane wears it beside its name plate, where a wide drawing begins; a step at its upper right.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from app.catalogue.drawing.lanes import PLATE
from app.catalogue.drawing.plan import Plan, Shape
from app.catalogue.drawing.shapes import number

HIGH, CHAR, PAD = 18, 6.6, 24


@dataclass(frozen=True)
class Badge:
    """`words` in the pill; `tone`: "", soon, late, pause, done; `title` says it whole."""

    words: str
    tone: str
    title: str


def badges(plan: Plan, marks: Mapping[str, Badge]) -> Markup:
    """All of them, above everything else."""
    return Markup("").join(_badge(shape, marks[shape.id]) for shape in plan.shapes if shape.id in marks)


def _badge(shape: Shape, mark: Badge) -> Markup:
    wide, box = PAD + CHAR * len(mark.words), shape.box
    x, y = box.x + box.w - wide - 6, box.y - HIGH / 2
    if shape.kind == "lane":
        x, y = box.x + PLATE + 6, box.y + 6
    drawn = Markup(
        '<g class="clockmark{}" transform="translate({} {})"><title>{}</title><rect width="{}" height="{}" rx="9"/>'
        '<circle cx="11" cy="9" r="5"/><path d="M11 6v3l2 1.5"/><text x="20" y="13">{}</text></g>'
    )
    tone = f" clockmark--{mark.tone}" if mark.tone else ""
    return drawn.format(tone, number(x), number(y), mark.title, number(wide), HIGH, mark.words)
