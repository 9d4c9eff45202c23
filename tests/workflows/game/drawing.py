"""Random plans: blocks in blocks, of every kind of element, and tangles that are no blocks at all.

What acts on others at a distance (errors, ends that terminate, signals, compensation) stands behind a task, so that it
happens while everything else waits: BPMN leaves the order of what happens at once open.
"""

from collections.abc import Callable

from tests.workflows.game.pencil import Ends
from tests.workflows.game.undoing import Undoing


class Drawing(Undoing):
    """One plan being drawn by chance."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._whole("p", self._tangle if seed % 3 == 0 else self._block)

    def _block(self, level: str) -> Ends:
        if self.budget <= 0:
            return self._task(level)
        self.budget -= 1
        draw = self.random.choice(BLOCKS)
        return draw(self, level)

    def _tangle(self, level: str) -> Ends:
        """No blocks: nodes in a row, each led to from some before it, with joins that may never go on."""
        kinds = self.random.choices(["task", "task", "par", "xor", "inc", "box"], k=self.random.randint(4, 9))
        keys = []
        for kind in kinds:
            if kind == "box":
                self.budget = min(self.budget, 2)
                keys.append(self._box()(level)[0])
            else:
                keys.append(self.plan.add(kind, level))
        first, last = self.plan.add("task", level), self.plan.add("task", level)
        row = [first, *keys, last]
        for place, key in enumerate(row[1:], 1):
            self._lead(self.random.choice(row[max(0, place - 3) : place]), key)
        for place, key in enumerate(row[:-1]):
            more = [self.random.choice(row[place + 1 :]) for _ in range(self.random.choice([0, 0, 1, 2]))]
            for target in more if self.plan.out(key) else [*more, row[place + 1]]:
                if target not in {way.target for way in self.plan.out(key)}:
                    self._lead(key, target)
        for key in row:
            self._choose(key)
        return first, last

    def _lead(self, source: str, target: str) -> None:
        self.plan.way(source, target)

    def _choose(self, key: str) -> None:
        """Conditions on the flows out of a choice, and on some out of activities."""
        spot, ways = self.plan.spots[key], self.plan.out(key)
        if spot.kind in ("xor", "inc") and len(ways) > 1:
            for way in ways[1:]:
                way.flag = self.plan.flag()
            spot.default = ways[0].key
        elif spot.kind == "task" and len(ways) > 1 and self.random.random() < 0.5:
            for way in ways[1:]:
                way.flag = self.plan.flag()


BLOCKS: tuple[Callable[[Drawing, str], Ends], ...] = (
    Drawing._task, Drawing._sequence, Drawing._sequence, Drawing._parallel, Drawing._fork, Drawing._complex,
    lambda d, level: d._choice("xor")(level), lambda d, level: d._choice("inc")(level), Drawing._back, Drawing._race,
    lambda d, level: d._box()(level), Drawing._many, Drawing._turns, Drawing._call, Drawing._watched, Drawing._caught,
    Drawing._raised, Drawing._stop, Drawing._handled, Drawing._signal, Drawing._link, Drawing._undo,
    Drawing._transaction, Drawing._free,
)  # fmt: skip
