"""Random plans: blocks in blocks, of every kind of element, and tangles that are no blocks at all.

What acts on others at a distance (errors, ends that terminate, signals, compensation) stands behind a task, so that it
happens while everything else waits: BPMN leaves the order of what happens at once open.
"""

from collections.abc import Callable
from itertools import pairwise
from random import Random

from tests.workflows.game.plan import Plan

Ends = tuple[str, str]


class Drawing:
    """One plan being drawn by chance."""

    def __init__(self, seed: int) -> None:
        self.random, self.plan, self.budget = Random(seed), Plan(), 9
        self.levels = ["p"]
        self._whole("p", self._tangle if seed % 3 == 0 else self._block)

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

    def _block(self, level: str) -> Ends:
        if self.budget <= 0:
            return self._task(level)
        self.budget -= 1
        draw = self.random.choice(BLOCKS)
        return draw(self, level)

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

    def _race(self, level: str) -> Ends:
        gate, merge = self.plan.add("race", level), self.plan.add("xor", level)
        for kind in ("wait", self.random.choice(["wait", "told"])):
            self._line(gate, self._heard(kind, level), merge)
        return gate, merge

    def _heard(self, kind: str, level: str, **given: object) -> str:
        key = self.plan.add(kind, level, **given)
        self.plan.spots[key].ref = f"m_{key}"
        return key

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

    def _many(self, level: str) -> Ends:
        kind = self.random.choice(["task", "work", "told"])
        key = self.plan.add(kind, level, many=self.random.randint(1, 3), one_by_one=self.random.random() < 0.5)
        if kind == "told":
            self.plan.spots[key].ref = f"m_{key}"
        return key, key

    def _turns(self, level: str) -> Ends:
        key = self.plan.add(self.random.choice(["task", "work"]), level, turns=self.random.randint(1, 3))
        return key, key

    def _call(self, level: str) -> Ends:
        process = f"q{len(self.levels)}"
        self.levels.append(process)
        self._whole(process, self._sequence)
        key = self.plan.add("call", level, ref=process, **self._repeated())
        return key, key

    def _watched(self, level: str) -> Ends:
        """A message on the border, interrupting or not."""
        first, _ = self._box()(level) if self.random.random() < 0.5 else self._many(level)
        interrupting = self.random.random() < 0.5
        event = self._heard("heard", level, host=first, interrupting=interrupting)
        merge, side = self.plan.add("xor", level), self.plan.add("task", level)
        self._line(first, merge)
        self._line(event, side, *([merge] if interrupting else [self.plan.add("end", level)]))
        return first, merge

    def _caught(self, level: str) -> Ends:
        """An error out of a sub-process or a call that fails."""
        if self.random.random() < 0.5:
            host, _ = self._box()(level)
            self._aside(host, "fail")
        else:
            host = self.plan.add("work", level)
        event = self.plan.add("caught", level, host=host)
        merge, side = self.plan.add("xor", level), self.plan.add("task", level)
        self._line(host, merge)
        self._line(event, side, merge)
        return host, merge

    def _aside(self, level: str, *kinds: str) -> None:
        """A branch of its own: a task, what happens behind it, and an end."""
        fork, task = self.plan.add("par", level), self.plan.add("task", level)
        start = self.plan.inside(level, "start")[0].key
        way = self.plan.out(start)[0]
        target, way.target = way.target, fork
        self._line(fork, target)
        self._line(fork, task, *(self.plan.add(kind, level) for kind in kinds))

    def _raised(self, level: str) -> Ends:
        host, _ = self._box()(level)
        self._aside(host, "rise", "end")
        interrupting = self.random.random() < 0.5
        event = self.plan.add("raised", level, host=host, interrupting=interrupting)
        merge, side = self.plan.add("xor", level), self.plan.add("task", level)
        self._line(host, merge)
        self._line(event, side, *([merge] if interrupting else [self.plan.add("end", level)]))
        return host, merge

    def _stop(self, level: str) -> Ends:
        key, _ = self._box()(level)
        self._aside(key, "stop")
        return key, key

    def _handled(self, level: str) -> Ends:
        """An event sub-process, by a message or an error."""
        key, _ = self._box()(level)
        error = self.random.random() < 0.4
        handler = self.plan.add("beside", key, interrupting=error or self.random.random() < 0.5)
        if error:
            self._aside(key, "fail")
        else:
            self.plan.spots[handler].ref = f"m_{handler}"
        self._line(self.plan.add("task", handler), self.plan.add("end", handler))
        return key, key

    def _signal(self, level: str) -> Ends:
        """One branch waits for what the other one cries when its task is done."""
        split, join = self.plan.add("par", level), self.plan.add("xor", level)
        self._line(split, self.plan.add("hear", level), self.plan.add("task", level), self.plan.add("end", level))
        self._line(split, self.plan.add("task", level), self.plan.add("cry", level), join)
        return split, join

    def _link(self, level: str) -> Ends:
        task, after = self.plan.add("task", level), self.plan.add("task", level)
        jump = self.plan.add("jump", level)
        land = self.plan.add("land", level)
        self.plan.spots[jump].ref = self.plan.spots[land].ref = f"to_{land}"
        merge = self.plan.add("xor", level)
        split = self.plan.add("par", level)
        self._line(split, task, jump)
        self._line(split, after, merge)
        self._line(land, merge)
        return split, merge

    def _undoable(self, level: str) -> str:
        """A task or sub-process that can be undone."""
        chance = self.random.random()
        if chance < 0.3:
            box = self.plan.add("box", level, **self._repeated())
            start, end = self.plan.add("start", box), self.plan.add("end", box)
            self._line(start, self._undoable(box), self._undoable(box), end)
            if chance < 0.2:
                return box
            key = box
        else:
            kinds = ["task", "work", *(["call"] if self.budget > 0 else [])]
            kind = self.random.choice(kinds)
            key = self._call(level)[0] if kind == "call" else self.plan.add(kind, level, **self._repeated())
        if self.random.random() < 0.8:
            handler = self.plan.add("undoer", level, many=self.random.choice([0, 0, 2]))
            self.plan.add("undone", level, host=key, handler=handler)
        return key

    def _undo(self, level: str) -> Ends:
        box = self.plan.add("box", level, **self._repeated())
        start, end, task = self.plan.add("start", box), self.plan.add("end", box), self.plan.add("task", box)
        keys = [self._undoable(box) for _ in range(self.random.randint(1, 3))]
        named = self.random.choice([None, None, *keys])
        after = [self.plan.add("undo", box, ref=named), self.plan.add("task", box)]
        if self.random.random() < 0.4:
            after.append(self.plan.add("undo", box))
        self._line(start, *keys, task, *after, end)
        return box, box

    def _transaction(self, level: str) -> Ends:
        tx = self.plan.add("tx", level, **self._repeated())
        start, ask, end = self.plan.add("start", tx), self.plan.add("xor", tx), self.plan.add("end", tx)
        keys = [self._undoable(tx) for _ in range(self.random.randint(1, 3))]
        self._line(start, *keys, self.plan.add("task", tx), ask)
        self.plan.way(ask, self.plan.add("off", tx), "again")
        self.plan.spots[ask].default = self.plan.way(ask, end)
        if self.random.random() < 0.5:
            self._aside(tx, "end")
        event = self.plan.add("called_off", level, host=tx)
        merge, side = self.plan.add("xor", level), self.plan.add("task", level)
        self._line(tx, merge)
        self._line(event, side, merge)
        return tx, merge

    def _free(self, level: str) -> Ends:
        """An ad-hoc sub-process with steps that people begin, one of them with a task behind it."""
        key = self.plan.add("free", level)
        self.plan.add("task", key)
        self._line(self.plan.add("task", key), self.plan.add("task", key))
        return key, key

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
