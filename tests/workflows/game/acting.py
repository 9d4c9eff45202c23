"""Blocks in which something acts on something else: events on borders and in levels, signals, links, calls."""

from tests.workflows.game.pencil import Ends, Pencil


class Acting(Pencil):
    """Whatever acts stands behind a task, so that all else waits when it does."""

    def _race(self, level: str) -> Ends:
        gate, merge = self.plan.add("race", level), self.plan.add("xor", level)
        for kind in ("wait", self.random.choice(["wait", "told"])):
            self._line(gate, self._heard(kind, level), merge)
        return gate, merge

    def _heard(self, kind: str, level: str, **given: object) -> str:
        key = self.plan.add(kind, level, **given)
        self.plan.spots[key].ref = f"m_{key}"
        return key

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
