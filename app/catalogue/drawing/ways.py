"""Ways between shapes: a line through its points with an arrow, its words on a quiet halo."""

from collections.abc import Mapping
from math import hypot

from markupsafe import Markup

from app.catalogue.drawing.letters import wrap
from app.catalogue.drawing.plan import Way
from app.catalogue.drawing.shapes import lines, number

BEND = 8
KINDS = {
    "messageFlow": " way--message",
    "association": " way--aside",
    "dataInputAssociation": " way--aside",
    "dataOutputAssociation": " way--aside",
}
Point = tuple[float, float]


def path(way: Way, gone: bool, names: Mapping[str, str]) -> Markup:
    """The line, its arrow and its name."""
    state = " gone" if gone else ""
    line = Markup('<path class="f{}{}" d="{}"/>').format(state, KINDS.get(way.kind, ""), _route(way.points))
    return line + _arrow(way, state) + _default(way, state) + _words(way, names)


def _route(points: tuple[Point, ...]) -> str:
    """Straight pieces with softened corners."""
    parts = [f"M{_at(points[0])}"]
    for before, corner, behind in zip(points, points[1:], points[2:], strict=False):
        parts.append(f"L{_at(_towards(corner, before))}Q{_at(corner)} {_at(_towards(corner, behind))}")
    return "".join([*parts, f"L{_at(points[-1])}"])


def _towards(start: Point, end: Point) -> Point:
    """A point a bend's length (at most half the way) from `start` to `end`."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    share = min(BEND, length / 2) / length if length else 0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _arrow(way: Way, state: str) -> Markup:
    if way.onward or (way.kind in KINDS and way.kind != "messageFlow"):
        return Markup("")
    (ax, ay), (bx, by) = way.points[-2:]
    length = hypot(bx - ax, by - ay) or 1
    ux, uy = (bx - ax) / length, (by - ay) / length
    left = (bx - 8 * ux - 4 * uy, by - 8 * uy + 4 * ux)
    right = (bx - 8 * ux + 4 * uy, by - 8 * uy - 4 * ux)
    return Markup('<path class="arrow{}" d="M{}L{}L{}Z"/>').format(state, _at((bx, by)), _at(left), _at(right))


def _default(way: Way, state: str) -> Markup:
    """The small stroke across the beginning of a default way."""
    if not way.default:
        return Markup("")
    x, y = _towards(way.points[0], way.points[1])
    return Markup('<path class="f{}" d="M{} {}l6 -10"/>').format(state, number(x - 1), number(y + 5))


def _words(way: Way, names: Mapping[str, str]) -> Markup:
    name = names.get(way.id) or way.name
    if not name:
        return Markup("")
    if way.label:
        x, y, room = way.label.cx, way.label.y + 11, max(way.label.w + 24, 90)
    else:
        (ax, ay), (bx, by) = way.points[0], way.points[1]
        x, y, room = (ax + bx) / 2, (ay + by) / 2 - 6, 110
    return lines(wrap(name, room, 2, 11), x, y, "small halo", 13)


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
