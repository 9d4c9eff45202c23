"""The whole picture: lanes below, ways above them, then shapes, then tokens. Order is what keeps it readable."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from app.catalogue.drawing.added import Aside, boxes
from app.catalogue.drawing.badges import Badge, badges
from app.catalogue.drawing.hidden import without
from app.catalogue.drawing.lanes import lane, pool
from app.catalogue.drawing.plan import Plan, Shape, read
from app.catalogue.drawing.shapes import number, shape, token
from app.catalogue.drawing.ways import path
from app.catalogue.drawing.words import tell
from app.language import current, using
from app.language import gettext as _

MARGIN = 12
SCALE = 0.8  # pixels a unit: names of 13 units are read at the size of small print
ROOM = 1000  # units that fit the page's width; a longer picture keeps its size and scrolls
FRAMES = ("subProcess", "transaction", "adHocSubProcess", "group")


def draw(
    diagram: bytes,
    *,
    gone: Collection[str],
    now: Collection[str],
    selected: str | None = None,
    names: Mapping[str, str] | None = None,
    clocks: Mapping[str, Badge] | None = None,
    asides: Sequence[Aside] = (),
    hidden: Collection[str] = (),
) -> Markup:
    """The diagram as one <svg>. `gone` and `now`: ids of elements passed and of those that hold a token.

    `names`: element id -> the name in the reader's language. `clocks`: element id -> its badge. `asides`: work added
    beside steps. `hidden`: elements that the reader is not to see. Empty where there is nothing to draw, or
    far too much that nobody has drawn. Raises workflows.errors.DefinitionRefused.
    """
    if not read(diagram).shapes:
        return Markup("")
    known = tuple(sorted((names or {}).items()))
    marks = tuple(sorted((clocks or {}).items(), key=lambda one: one[0]))
    shown = frozenset(hidden), current.get()
    return _drawn(diagram, frozenset(gone), frozenset(now), selected, known, marks, tuple(asides), *shown)


@lru_cache(maxsize=64)
def _drawn(
    diagram: bytes,
    gone: frozenset[str],
    now: frozenset[str],
    selected: str | None,
    names: tuple[tuple[str, str], ...],
    clocks: tuple[tuple[str, Badge], ...],
    asides: tuple[Aside, ...],
    hidden: frozenset[str],
    language: str,
) -> Markup:
    """The picture; the same request, looked at again in the same language, is drawn once."""
    plan, known = without(read(diagram), hidden), dict(names)
    below = Markup("").join((*_parts(plan, gone, now, selected, known), *boxes(plan, asides)))
    drawn = below + badges(plan, dict(clocks))
    x, y, w, h = frame(plan)
    numbers = map(number, (w * SCALE, h * SCALE, x, y, w, h))
    size = Markup('width="{}" height="{}" viewBox="{} {} {} {}"').format(*numbers)
    with using(language):
        title = _("Diagram: %(name)s", name=_named(plan, known)) if plan.name else _("Diagram")
        said = tell(plan, gone, now, known, asides)
    return Markup('<svg class="bpmn {}" {} role="img"><title>{}</title><desc>{}</desc>{}</svg>').format(
        " ".join(_kinds(plan, w)), size, title, said, drawn
    )


def _named(plan: Plan, names: Mapping[str, str]) -> str:
    """The process in the reader's language, where its pool, which has the same name, is in `names`."""
    return next((names[one.id] for one in plan.shapes if one.name == plan.name and one.id in names), plan.name)


def _kinds(plan: Plan, wide: float) -> Iterator[str]:
    yield "bpmn--long" if wide > ROOM else "bpmn--drawn"
    if any(s.kind in ("lane", "participant") for s in plan.shapes):
        yield "bpmn--laned"


def _parts(
    plan: Plan, gone: frozenset[str], now: frozenset[str], selected: str | None, names: Mapping[str, str]
) -> Iterator[Markup]:
    pools = [s for s in plan.shapes if s.kind == "participant"]
    lanes = [s for s in plan.shapes if s.kind == "lane"]
    yield from (pool(s, bare=bool(lanes) and len(pools) == 1, names=names) for s in pools)
    yield from (lane(s, names) for s in lanes)
    frames = [s for s in plan.shapes if s.kind in FRAMES and (s.expanded or s.kind == "group")]
    nodes = [s for s in plan.shapes if s not in pools and s not in lanes and s not in frames]
    for frame in frames:
        yield shape(frame, _state(frame.id, gone, now, selected), names)
    travelled = _travelled(plan, gone, now)
    yield from (path(way, way.id in travelled, names) for way in plan.ways)
    for node in sorted(nodes, key=lambda s: s.kind == "boundaryEvent"):
        yield shape(node, _state(node.id, gone, now, selected), names)
    yield from (token(node, "now" if node.id in now else "gone") for node in nodes if node.id in now or node.id in gone)


def _state(element: str, gone: frozenset[str], now: frozenset[str], selected: str | None) -> str:
    found = [name for name, where in (("now", now), ("gone", gone)) if element in where][:1]
    return " ".join([*found, *(["sel"] if element == selected else [])])


def _travelled(plan: Plan, gone: frozenset[str], now: frozenset[str]) -> frozenset[str]:
    """The ways taken: those told, or where none is told those between two places that were reached."""
    known = frozenset(way.id for way in plan.ways if way.id in gone)
    return known or frozenset(way.id for way in plan.ways if way.source in gone and way.target in gone | now)


def frame(plan: Plan) -> tuple[float, float, float, float]:
    pools = [s for s in plan.shapes if s.kind == "participant"]
    lanes = any(s.kind == "lane" for s in plan.shapes)
    seen: list[Shape] = [s for s in plan.shapes if not (lanes and len(pools) == 1 and s in pools)]
    labels = [s.label for s in plan.shapes] + [way.label for way in plan.ways]
    boxes = [s.box for s in seen] + [label for label in labels if label]
    left = [b.x for b in boxes] + [x for way in plan.ways for x, _y in way.points]
    top = [b.y for b in boxes] + [y for way in plan.ways for _x, y in way.points]
    right = [b.x + b.w for b in boxes] + [x for way in plan.ways for x, _y in way.points]
    bottom = [b.y + b.h for b in boxes] + [y for way in plan.ways for _x, y in way.points]
    if not left:
        return 0, 0, 100, 20
    x, y = min(left) - MARGIN, min(top) - MARGIN
    return x, y, max(right) + MARGIN - x, max(bottom) + MARGIN - y
