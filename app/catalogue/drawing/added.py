"""Work that was added beside a step: a small dashed box under it, for no diagram has it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from app.catalogue.drawing.letters import wrap
from app.catalogue.drawing.plan import Plan
from app.catalogue.drawing.shapes import lines, number, title

HEIGHT, GAP = 26, 8


class Aside(NamedTuple):
    """`element`: the step; `open`: it still waits."""

    element: str
    name: str
    open: bool


def boxes(plan: Plan, asides: Iterable[Aside]) -> Iterator[Markup]:
    """One box for each, under its step, joined to it by a dashed line."""
    places = {shape.id: shape.box for shape in plan.shapes}
    count: dict[str, int] = {}
    for aside in asides:
        box = places.get(aside.element)
        if box is None:
            continue
        nth = count[aside.element] = count.get(aside.element, 0) + 1
        top = box.y + box.h + GAP + (nth - 1) * (HEIGHT + GAP)
        state = "now" if aside.open else "gone"
        line = Markup('<path class="f way--message" d="M{} {}V{}"/>').format(
            number(box.cx), number(top - GAP), number(top)
        )
        rect = Markup('<rect class="n adhoc {}" x="{}" y="{}" width="{}" height="{}" rx="8"/>').format(
            state, number(box.x - 6), number(top), number(box.w + 12), HEIGHT
        )
        words = lines(wrap(aside.name, box.w, 1), box.cx, top + HEIGHT / 2 + 4.5)
        yield Markup('<g data-added="">{}{}{}{}</g>').format(title(aside.name), line, rect, words)
