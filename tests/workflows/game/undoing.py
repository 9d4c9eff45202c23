"""Blocks with something to undo, and ad-hoc sub-processes."""

from tests.workflows.game.acting import Acting
from tests.workflows.game.pencil import Ends


class Undoing(Acting):
    """Compensation, transactions and steps that people begin."""

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
