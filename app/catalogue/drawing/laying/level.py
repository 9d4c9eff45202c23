"""One level, a process or a sub-process: where its nodes and ways lie, with those of the levels inside. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from app.catalogue.drawing.laying.graph import Graph, Link, graph_of
from app.catalogue.drawing.laying.rows import Rows
from workflows.loader.vocabulary import EVENTS, GATEWAYS, NODES, SCOPES, Node, children, local

STEP, EVENT, CHOICE = (100.0, 80.0), (36.0, 36.0), (50.0, 50.0)
ACROSS, DOWN = 70.0, 50.0  # room between columns, between rows
INSIDE, HEAD = 30.0, 40.0  # a sub-process leaves so much around what it holds, and above it for its name
LANE = 18.0  # between ways that lead back below everything

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # x, y, width, height


@dataclass
class Level:
    """Everything of one level with its upper left corner at 0, 0. `open`: sub-processes that show what they hold."""

    width: float = 0.0
    height: float = 0.0
    boxes: dict[str, Box] = field(default_factory=dict)
    ways: dict[str, list[Point]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)


def level_of(scope: Node) -> Level:
    """Arranges what `scope` holds. Every node and way has an id."""
    nodes = {node.get("id", ""): node for node in children(scope, *NODES)}
    borders = {key: node.get("attachedToRef", "") for key, node in nodes.items() if local(node) == "boundaryEvent"}
    inner = {key: level_of(node) for key, node in nodes.items() if local(node) in SCOPES}
    sizes = {key: _size(node, inner.get(key)) for key, node in nodes.items() if key not in borders}
    graph = graph_of(sizes, _links(scope, sizes.keys(), borders))
    made = _Arranged(graph, Rows(graph), sizes).level
    _on_borders(made, borders)
    for link in graph.links:
        if link.border:
            x, y, w, h = made.boxes[link.border]
            made.ways[link.id][:1] = _from_border((x + w / 2, y + h), made.ways[link.id][0])
    for key, held in inner.items():
        if held.boxes:
            _put_inside(made, key, held)
    return made


def _size(node: Node, inner: Level | None) -> tuple[float, float]:
    if inner is not None and inner.boxes:
        return max(inner.width + 2 * INSIDE, STEP[0]), inner.height + HEAD + INSIDE
    return EVENT if local(node) in EVENTS else CHOICE if local(node) in GATEWAYS else STEP


def _links(scope: Node, known: Collection[str], borders: dict[str, str]) -> Iterator[Link]:
    for flow in children(scope, "sequenceFlow", "association"):
        said, target, key = flow.get("sourceRef", ""), flow.get("targetRef", ""), flow.get("id", "")
        source = borders.get(said, said)
        if key and source in known and target in known:
            yield Link(key, source, target, said if said in borders else "")


class _Arranged:
    """Columns and rows as coordinates."""

    def __init__(self, graph: Graph, rows: Rows, sizes: dict[str, tuple[float, float]]) -> None:
        self._graph, self._rows = graph, rows
        wide: dict[int, float] = defaultdict(lambda: STEP[0])
        high: dict[int, float] = defaultdict(lambda: STEP[1])
        for key, (w, h) in sizes.items():
            wide[graph.columns[key]] = max(wide[graph.columns[key]], w)
            high[rows.of[key]] = max(high[rows.of[key]], h)
        columns = 1 + max(graph.columns.values(), default=-1)
        self._left, self._wide = _lined([wide[one] for one in range(columns)], ACROSS), wide
        self._top, self._high = _lined([high[one] for one in range(rows.count)], DOWN), high
        self.level = Level(self._left[-1], self._top[-1] if sizes else 0.0)
        for key, (w, h) in sizes.items():
            column, row = graph.columns[key], rows.of[key]
            x = self._left[column] + (wide[column] - w) / 2
            self.level.boxes[key] = (x, self._middle(row) - h / 2, w, h)
        for link in graph.links:
            back = link.id in graph.back
            self.level.ways[link.id] = straightened(self._below(link) if back else self._onward(link))

    def _middle(self, row: int) -> float:
        return self._top[row] + self._high[row] / 2

    def _gap(self, column: int) -> float:
        """Half-way between a column and the next; -1 is before the first."""
        return self._left[column] + self._wide[column] + ACROSS / 2 if column >= 0 else -ACROSS / 2

    def _ends(self, link: Link) -> tuple[Point, Point]:
        x, y, w, h = self.level.boxes[link.source]
        to_x, to_y, _w, to_h = self.level.boxes[link.target]
        return (x + w, y + h / 2), (to_x, to_y + to_h / 2)

    def _onward(self, link: Link) -> list[Point]:
        out, into = self._ends(link)
        leaving, arriving = self._gap(self._graph.columns[link.source]), self._gap(self._graph.columns[link.target] - 1)
        if link.border:
            row = self._rows.of[link.source]
            out = (leaving, self._top[row] + self._high[row] + DOWN / 2)
        along = self._middle(self._rows.track[link.id]) if link.id in self._rows.track else into[1]
        return [out, (leaving, out[1]), (leaving, along), (arriving, along), (arriving, into[1]), into]

    def _below(self, link: Link) -> list[Point]:
        """Back below everything, each in a lane of its own, so that no step is crossed."""
        out, into = self._ends(link)
        leaving, arriving = self._gap(self._graph.columns[link.source]), self._gap(self._graph.columns[link.target] - 1)
        if link.border:
            row = self._rows.of[link.source]
            out = (leaving, self._top[row] + self._high[row] + DOWN / 2)
        self.level.height += LANE
        low = self.level.height
        return [out, (leaving, out[1]), (leaving, low), (arriving, low), (arriving, into[1]), into]


def _lined(sizes: list[float], room: float) -> list[float]:
    """Where each begins when they stand in line with `room` between; at the end where the last one ends."""
    starts, at = [], 0.0
    for size in sizes:
        starts.append(at)
        at += size + room
    return [*starts, max(at - room, 0.0)]


def straightened(points: list[Point]) -> list[Point]:
    """Without points that are passed in a straight line."""
    found: list[Point] = []
    for point in points:
        if found and point == found[-1]:
            continue
        if len(found) > 1 and any(found[-2][axis] == found[-1][axis] == point[axis] for axis in (0, 1)):
            found.pop()
        found.append(point)
    return found


def _from_border(event: Point, first: Point) -> list[Point]:
    return [event, (event[0], first[1]), first]


def _on_borders(level: Level, borders: dict[str, str]) -> None:
    """Events in a row on the lower border of their step, from its right end."""
    placed: dict[str, int] = defaultdict(int)
    for key, host in borders.items():
        x, y, w, h = level.boxes.get(host, (0.0, 0.0, 0.0, 0.0))
        placed[host] += 1
        level.boxes[key] = (x + w - placed[host] * (EVENT[0] + 6), y + h - EVENT[1] / 2, *EVENT)


def _put_inside(level: Level, key: str, held: Level) -> None:
    left, top = level.boxes[key][0] + INSIDE, level.boxes[key][1] + HEAD
    level.open |= {key, *held.open}
    level.boxes |= {one: (x + left, y + top, w, h) for one, (x, y, w, h) in held.boxes.items()}
    level.ways |= {one: [(x + left, y + top) for x, y in points] for one, points in held.ways.items()}
