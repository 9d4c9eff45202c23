"""Clock badges on the drawing: a pill at a lane or step, with words and a shape, never colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from app.catalogue.drawing.plan import Plan
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
    return Markup("").join(
        _badge(shape.box.x + shape.box.w, shape.box.y, shape.kind == "lane", marks[shape.id])
        for shape in plan.shapes
        if shape.id in marks
    )


def _badge(right: float, top: float, inside: bool, mark: Badge) -> Markup:
    wide = PAD + CHAR * len(mark.words)
    x, y = right - wide - 6, top + 6 if inside else top - HIGH / 2
    drawn = Markup(
        '<g class="tick{}" transform="translate({} {})"><title>{}</title><rect width="{}" height="{}" rx="9"/>'
        '<circle cx="11" cy="9" r="5"/><path d="M11 6v3l2 1.5"/><text x="20" y="13">{}</text></g>'
    )
    tone = f" tick--{mark.tone}" if mark.tone else ""
    return drawn.format(tone, number(x), number(y), mark.title, number(wide), HIGH, mark.words)
