"""Which row each node stands in, and in which row a long way passes the columns between its ends. Pure."""

from collections import defaultdict

from app.catalogue.drawing.laying.graph import Graph, Link


class Rows:
    """`of`: node -> row; `track`: id of a link that spans columns -> the row it passes them in; `count` of all rows."""

    def __init__(self, graph: Graph) -> None:
        self.of: dict[str, int] = {}
        self.track: dict[str, int] = {}
        self._columns = graph.columns
        self._taken: set[tuple[int, int]] = set()
        self._before: dict[str, list[Link]] = defaultdict(list)
        self._after: dict[str, list[Link]] = defaultdict(list)
        for link in graph.onward():
            self._before[link.target].append(link)
            self._after[link.source].append(link)
        places = {name: place for place, name in enumerate(graph.columns)}
        by_column: dict[int, list[str]] = defaultdict(list)
        for name, column in graph.columns.items():
            by_column[column].append(name)
        for column in sorted(by_column):
            wishes = {name: self._wish(name) for name in by_column[column]}
            for name in sorted(wishes, key=lambda one: (wishes[one], places[one])):
                self._place(name, wishes[name])
        self.count = 1 + max([*self.of.values(), *self.track.values()], default=0)

    def _wish(self, name: str) -> int:
        """Beside what leads here; below the step whose border it leaves from."""
        rows = [self.track.get(one.id, self.of[one.source]) + bool(one.border) for one in self._before[name]]
        return min(rows, default=0)

    def _place(self, name: str, wish: int) -> None:
        column = self._columns[name]
        row = self._free(wish, column, column + 1)
        self.of[name] = row
        self._taken.add((column, row))
        near = any(self._columns[one.target] == column + 1 and not one.border for one in self._after[name])
        for link in self._after[name]:
            ahead = self._columns[link.target]
            if ahead > column + 1:
                track = self._free(row + (near or bool(link.border)), column + 1, ahead)
                self.track[link.id] = track
                self._taken.update((passed, track) for passed in range(column + 1, ahead))

    def _free(self, row: int, first: int, end: int) -> int:
        while any((column, row) in self._taken for column in range(first, end)):
            row += 1
        return row
