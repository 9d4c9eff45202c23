"""The plain blocks of a random plan: rows, splits and joins, loops, sub-processes."""

from collections.abc import Callable
from itertools import pairwise
from random import Random

from tests.workflows.game.plan import Plan

Ends = tuple[str, str]


class Pencil:
    """One plan being drawn by chance; `budget` is how many blocks it may still have."""

    def __init__(self, seed: int) -> None:
        self.random, self.plan, self.budget = Random(seed), Plan(), 9
        self.levels = ["p"]

    def _block(self, level: str) -> Ends:
        """A block of any kind."""
        return self._task(level)

    def _whole(self, level: str, inside: Callable[[str], Ends]) -> None:
        start = self.plan.add("start", level)
        first, last = inside(level)
        self._line(start, first)
        self._line(last, self.plan.add("end", level))

    def _line(self, *keys: str) -> None:
        for a, b in pairwise(keys):
            self.plan.way(a, b)

    def _task(self, level: str) -> Ends:
        key = self.plan.add("task", level)
        return key, key

    def _inner(self, level: str, most: int = 2) -> list[Ends]:
        return [self._block(level) for _ in range(self.random.randint(1, most))]

    def _sequence(self, level: str) -> Ends:
        ends = self._inner(level, 3)
        for (_, last), (first, _) in pairwise(ends):
            self._line(last, first)
        return ends[0][0], ends[-1][1]

    def _parallel(self, level: str) -> Ends:
        split, join = self.plan.add("par", level), self.plan.add("par", level)
        for first, last in [*self._inner(level), self._task(level)]:
            self._line(split, first)
            self._line(last, join)
        return split, join

    def _choice(self, kind: str) -> Callable[[str], Ends]:
        def draw(level: str) -> Ends:
            split, join = self.plan.add(kind, level), self.plan.add(kind, level)
            for first, last in self._inner(level):
                self.plan.way(split, first, self.plan.flag())
                self._line(last, join)
            first, last = self._task(level)
            self.plan.spots[split].default = self.plan.way(split, first)
            self._line(last, join)
            return split, join

        return draw

    def _fork(self, level: str) -> Ends:
        """Several flows out of a task, some with conditions, and a join of what came."""
        task, join = self.plan.add("task", level), self.plan.add("inc", level)
        for first, last in [*self._inner(level), self._task(level)]:
            self.plan.way(task, first, self.plan.flag() if self.random.random() < 0.5 else None)
            self._line(last, join)
        if all(way.flag for way in self.plan.out(task)):
            first, last = self._task(level)
            self._line(task, first)
            self._line(last, join)
        return task, join

    def _complex(self, level: str) -> Ends:
        count = self.random.randint(2, 3)
        split = self.plan.add("par", level)
        join = self.plan.add("complex", level, active=self.random.randint(1, count))
        for first, last in [self._task(level) for _ in range(count)]:
            self._line(split, first)
            self._line(last, join)
        return split, join

    def _back(self, level: str) -> Ends:
        """Once more as long as the last completion said `again`."""
        merge, ask = self.plan.add("xor", level), self.plan.add("xor", level)
        first, last = self._sequence(level)
        task, after = self.plan.add("task", level), self.plan.add("task", level)
        self._line(merge, first)
        self._line(last, task, ask)
        self.plan.way(ask, merge, "again")
        self.plan.spots[ask].default = self.plan.way(ask, after)
        return merge, after

    def _box(self, kind: str = "box") -> Callable[[str], Ends]:
        def draw(level: str) -> Ends:
            key = self.plan.add(kind, level, **self._repeated())
            self._whole(key, self._sequence)
            return key, key

        return draw

    def _repeated(self) -> dict[str, object]:
        chance = self.random.random()
        if chance < 0.15:
            return {"many": self.random.randint(0, 2)}
        if chance < 0.3:
            return {"many": 2, "one_by_one": True}
        return {"turns": self.random.randint(1, 2)} if chance < 0.4 else {}
