"""The picture of a report: each element in the colour and sign of what became of it, each a link to its row.

Never colour alone: what was touched has a sign in its upper right corner, and its name for those who hear the page.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from app.catalogue.drawing.lanes import lane, pool
from app.catalogue.drawing.picture import FRAMES, ROOM, SCALE, frame
from app.catalogue.drawing.plan import Plan, Shape, read
from app.catalogue.drawing.shapes import number, shape
from app.catalogue.drawing.ways import path

SIGNS = {"needs_value": "!", "human_task": "P", "rewritten": "~", "ignored": "–"}


class Mark(NamedTuple):
    """`row`: the id of the element's row on the page; `words`: its tier in the reader's language."""

    tier: str
    row: str
    words: str


def draw_tiers(diagram: bytes, marks: Mapping[str, Mark], label: str) -> Markup:
    """The diagram as one <svg>; "" where there is nothing to draw. Raises workflows.errors.DefinitionRefused."""
    plan = read(diagram)
    if not plan.shapes:
        return Markup("")
    x, y, w, h = frame(plan)
    numbers = map(number, (w * SCALE, h * SCALE, x, y, w, h))
    size = Markup('width="{}" height="{}" viewBox="{} {} {} {}"').format(*numbers)
    kind = "bpmn--long" if w > ROOM else "bpmn--drawn"
    drawn = Markup("").join(_parts(plan, marks))
    return Markup('<svg class="bpmn bpmn--tiers {}" {} role="group" aria-label="{}">{}</svg>').format(
        kind, size, label, drawn
    )


def _parts(plan: Plan, marks: Mapping[str, Mark]) -> Iterator[Markup]:
    pools = [s for s in plan.shapes if s.kind == "participant"]
    lanes = [s for s in plan.shapes if s.kind == "lane"]
    yield from (pool(s, bare=bool(lanes) and len(pools) == 1, names={}) for s in pools)
    yield from (lane(s, {}) for s in lanes)
    frames = [s for s in plan.shapes if s.kind in FRAMES and (s.expanded or s.kind == "group")]
    yield from (_marked(one, marks) for one in frames)
    yield from (path(way, False, {}) for way in plan.ways)
    nodes = [s for s in plan.shapes if s not in pools and s not in lanes and s not in frames]
    for node in sorted(nodes, key=lambda s: s.kind == "boundaryEvent"):
        yield _marked(node, marks)


def _marked(item: Shape, marks: Mapping[str, Mark]) -> Markup:
    mark = marks.get(item.id)
    if mark is None:
        return shape(item, "", {})
    said = f"{item.name or item.kind}: {mark.words}"
    drawn = shape(item, f"tier--{mark.tier}", {})
    return Markup('<a href="#{}" id="on-{}" aria-label="{}">{}{}</a>').format(
        mark.row, mark.row, said, drawn, _sign(item, mark.tier)
    )


def _sign(item: Shape, tier: str) -> Markup:
    sign = SIGNS.get(tier)
    if sign is None:
        return Markup("")
    x, y = item.box.x + item.box.w - 4, item.box.y + 4
    disc = Markup('<circle class="sign sign--{}" cx="{}" cy="{}" r="9"/>').format(tier, number(x), number(y))
    text = Markup('<text class="sign__text" text-anchor="middle" x="{}" y="{}">{}</text>')
    return disc + text.format(number(x), number(y + 4.5), sign)
