"""Lanes and pools: quiet bands with a name plate at the left (or above, where the diagram stands upright)."""

from collections.abc import Mapping

from markupsafe import Markup

from app.catalogue.drawing.letters import wrap
from app.catalogue.drawing.plan import Box, Shape
from app.catalogue.drawing.shapes import number, title

PLATE = 26
GAP = 2
ROUND = 8


def lane(shape: Shape, names: Mapping[str, str]) -> Markup:
    """A band with its plate; the gap between two lanes is taken from both."""
    box = Box(shape.box.x, shape.box.y + GAP, shape.box.w, max(1.0, shape.box.h - 2 * GAP))
    return _band(shape, box, names)


def pool(shape: Shape, *, bare: bool, names: Mapping[str, str]) -> Markup:
    """A pool; nothing of it is drawn where its lanes already say everything."""
    return Markup("") if bare else _band(shape, shape.box, names)


def _band(shape: Shape, box: Box, names: Mapping[str, str]) -> Markup:
    name = names.get(shape.id) or shape.name
    band = Markup('<g>{}<rect class="pool" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
        title(name), *map(number, (box.x, box.y, box.w, box.h)), ROUND
    )
    plate = _plate_above(box) if shape.upright else _plate_left(box)
    return band + plate + _name(name, box, shape.upright) + Markup("</g>")


def _plate_left(box: Box) -> Markup:
    return Markup('<path class="pool-head" d="M{} {}h{}v{}h{}a8 8 0 0 1-8-8v{}a8 8 0 0 1 8-8Z"/>').format(
        number(box.x + ROUND),
        number(box.y),
        number(PLATE - ROUND),
        number(box.h),
        number(ROUND - PLATE),
        number(16 - box.h),
    )


def _plate_above(box: Box) -> Markup:
    return Markup('<path class="pool-head" d="M{} {}v{}h{}v{}a8 8 0 0 0-8-8h{}a8 8 0 0 0-8 8Z"/>').format(
        number(box.x),
        number(box.y + ROUND),
        number(PLATE - ROUND),
        number(box.w),
        number(ROUND - PLATE),
        number(16 - box.w),
    )


def _name(name: str, box: Box, upright: bool) -> Markup:
    if upright:
        lines, x, y, turn = wrap(name, box.w - 16, 1, 12), box.cx, box.y + PLATE / 2 + 4, ""
    else:
        lines, x, y, turn = wrap(name, box.h - 12, 1, 12), box.x + PLATE / 2 + 4, box.cy, " rotate(-90)"
    said = lines[0] if lines else ""
    return Markup('<text class="pool-name" text-anchor="middle" transform="translate({} {}){}">{}</text>').format(
        number(x), number(y), turn, said
    )
