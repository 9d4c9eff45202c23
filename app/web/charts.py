"""Where the bars of a chart stand: SVG positions out of counts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, LOW, TOP, LEFT = 640, 196, 24, 40


@dataclass(frozen=True)
class Bar:
    """One bar; `tone`: the class of its colour."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True)
class Chart:
    """`lines`: (y, value) of the grid; `labels`: (x, words) below."""

    bars: list[Bar]
    lines: list[tuple[float, int]]
    labels: list[tuple[float, str]]


def bars(names: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Chart:
    """Bars of several series side by side at each name; `series`: (tone, values)."""
    top = _round(max((max(values, default=0) for _tone, values in series), default=0))
    step = (WIDE - LEFT) / max(1, len(names))
    width = round(step * 0.7 / max(1, len(series)), 1)

    def left(place: int) -> float:
        return round(LEFT + step * (place + 0.15), 1)

    drawn = [
        Bar(left(place) + width * order, round(LOW - tall, 1), width - 1, round(tall, 1), tone)
        for order, (tone, values) in enumerate(series)
        for place, value in enumerate(values)
        for tall in [(LOW - TOP) * value / top]
    ]
    lines = [(round(LOW - (LOW - TOP) * part / 4, 1), top * part // 4) for part in range(5)]
    return Chart(drawn, lines, [(round(LEFT + step * (place + 0.5), 1), name) for place, name in enumerate(names)])


def _round(most: int) -> int:
    """The next whole number that four lines divide well."""
    step = 1
    while step * 4 < most:
        step = step * 2 if str(step)[0] != "2" else step // 2 * 5
    return step * 4
