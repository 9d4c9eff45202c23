"""One shape each: activities, gateways, events, notes. Classes say the state; numbers stand in attributes only."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from app.catalogue.drawing import marks
from app.catalogue.drawing.letters import wrap
from app.catalogue.drawing.plan import Shape

LINE = 16
TICK = "M-3.500.500l2.500 2.500 4.500-5.500"
ACTIVITIES = ("task", "callActivity", "subProcess", "transaction", "adHocSubProcess")
STORES = ("dataObjectReference", "dataStoreReference", "dataInput", "dataOutput")


def shape(item: Shape, state: str, names: Mapping[str, str]) -> Markup:
    """The element in its state ("", gone, now, sel)."""
    name = names.get(item.id) or item.name
    return Markup("<g>{}{}</g>").format(title(name), _drawn(item, state, name))


def token(item: Shape, state: str) -> Markup:
    """The token at the upper right corner of what is now, a tick on what is done."""
    x, y = item.box.x + item.box.w - 3, item.box.y + 3
    if not _is_activity(item):
        x, y = item.box.cx, item.box.y
    if state == "now":
        return Markup('<circle class="tok" cx="{}" cy="{}" r="7"/>').format(number(x), number(y))
    if not _is_activity(item) or item.expanded:
        return Markup("")
    at = f"translate({number(x - 3)} {number(y + 1)})"
    return Markup('<g transform="{}"><circle class="n gone" r="8"/><path class="tick" d="{}"/></g>').format(at, TICK)


def title(name: str) -> Markup:
    """The whole name, shown by the browser under the pointer."""
    return Markup("<title>{}</title>").format(name) if name else Markup("")


def lines(words: Iterable[str], x: float, y: float, kind: str = "", step: float = LINE) -> Markup:
    """Lines of text around x, the first on the base line y."""
    style = Markup(' class="{}"').format(kind) if kind else ""
    line = Markup('<text{} text-anchor="middle" x="{}" y="{}">{}</text>')
    return Markup(" ").join(line.format(style, number(x), number(y + n * step), word) for n, word in enumerate(words))


def number(value: float) -> str:
    """As SVG writes it: no needless digits."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"


def _drawn(item: Shape, state: str, name: str) -> Markup:
    if _is_activity(item):
        return _activity(item, state, name)
    if item.kind.endswith("Gateway"):
        return _gateway(item, state) + _below(item, name)
    if item.kind.endswith("Event"):
        return _event(item, state) + _below(item, name)
    if item.kind == "textAnnotation":
        return _annotation(item, name)
    if item.kind == "group":
        return _rect(item, "n adhoc hollow")
    return _paper(item, state) + _below(item, name) if item.kind in STORES else Markup("")


def _activity(item: Shape, state: str, name: str) -> Markup:
    extra = {"callActivity": " call", "adHocSubProcess": " adhoc"}.get(item.kind, "")
    box = _rect(item, f"n{extra}{' frame' if item.expanded else ''} {state}")
    return box + _glyph(item) + _caption(item, name) + _repeats(item)


def _rect(item: Shape, kind: str) -> Markup:
    box = item.box
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="8"/>').format(
        kind.strip(), number(box.x), number(box.y), number(box.w), number(box.h)
    )


def _glyph(item: Shape) -> Markup:
    sign = marks.TASKS.get(item.kind)
    if sign is None:
        return Markup("")
    return Markup('<g class="glyph" transform="translate({} {}) scale(.7)">{}</g>').format(
        number(item.box.x + 4), number(item.box.y + 4), sign
    )


def _caption(item: Shape, name: str) -> Markup:
    """The name in the middle, in up to three lines where the shape is tall enough; at the top of a frame."""
    box = item.box
    if item.expanded:
        return lines(wrap(name, box.w - 24, 1), box.cx, box.y + 18, "strong")
    found = wrap(name, box.w - 8, 3 if box.h >= 70 else 2)
    return lines(found, box.cx, box.cy + 4.5 - (len(found) - 1) * LINE / 2 + (3 if len(found) > 2 else 0))


def _repeats(item: Shape) -> Markup:
    found = [*item.marks]
    if item.kind == "adHocSubProcess":
        found.append("ad-hoc")
    if item.kind in ("subProcess", "transaction", "adHocSubProcess") and not item.expanded:
        found.append("folded")
    start = item.box.cx - (len(found) - 1) * 9
    return Markup("").join(
        Markup('<path class="glyph" transform="translate({} {})" d="{}"/>').format(
            number(start + n * 18), number(item.box.y + item.box.h - 9), marks.REPEATS[mark]
        )
        for n, mark in enumerate(found)
    )


def _gateway(item: Shape, state: str) -> Markup:
    box = item.box
    half, tall = number(box.w / 2), number(box.h / 2)
    diamond = f"M{number(box.cx)} {number(box.y)}l{half} {tall}l-{half} {tall}l-{half} -{tall}Z"
    return Markup('<path class="n {}" d="{}"/><g class="glyph" transform="translate({} {})">{}</g>').format(
        state, diamond, number(box.cx), number(box.cy), marks.GATEWAYS.get(item.kind, "")
    )


def _event(item: Shape, state: str) -> Markup:
    """Thin to start, double in between, thick at the end; dashed where it does not interrupt."""
    radius = item.box.w / 2
    dashed = "" if item.interrupting else " adhoc"
    end = " end" if item.kind == "endEvent" else ""
    rings = [_ring(item, radius, f"n{dashed}{end} {state}")]
    if item.kind in ("intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"):
        rings.append(_ring(item, radius - 3, f"n{dashed} {state}"))
    solid = " throws" if item.throwing else ""
    sign = Markup('<g class="glyph{}" transform="translate({} {})">{}</g>').format(
        solid, number(item.box.cx), number(item.box.cy), marks.EVENTS.get(item.sign, "")
    )
    return Markup("").join(rings) + (sign if item.sign else Markup(""))


def _ring(item: Shape, radius: float, kind: str) -> Markup:
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(
        kind.strip(), number(item.box.cx), number(item.box.cy), number(radius)
    )


def _below(item: Shape, name: str) -> Markup:
    """A name outside of its shape: where the diagram puts it, else under it."""
    if not name:
        return Markup("")
    if item.label:
        return lines(wrap(name, max(item.label.w + 20, 84), 3, 11), item.label.cx, item.label.y + 11, "small halo", 13)
    return lines(wrap(name, 110, 3, 11), item.box.cx, item.box.y + item.box.h + 15, "small halo", 13)


def _annotation(item: Shape, name: str) -> Markup:
    box = item.box
    side = Markup('<path class="f" d="M{} {}h-10v{}h10"/>').format(number(box.x + 10), number(box.y), number(box.h))
    found = wrap(name, box.w - 10, max(1, int(box.h // 13)), 11)
    return side + lines(found, box.cx + 3, box.y + 14, "small", 13)


def _paper(item: Shape, state: str) -> Markup:
    box = item.box
    return Markup('<path class="n {}" d="M{} {}h{}l10 10v{}h{}Z"/>').format(
        state, number(box.x), number(box.y), number(box.w - 10), number(box.h - 10), number(-box.w)
    )


def _is_activity(item: Shape) -> bool:
    return item.kind.endswith("Task") or item.kind in ACTIVITIES
