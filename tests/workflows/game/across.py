"""Errors, escalations, event sub-processes and compensation (BPMN 2.0.2, 13.5)."""

from collections.abc import Callable
from typing import Any

from tests.workflows.game.board import Field, Stay
from tests.workflows.game.plan import Plan, Spot


class Stuck(Exception):
    """An error that nothing catches."""


class Across:
    """The part of the game in which something acts on others at a distance."""

    plan: Plan
    _leave: Any
    _check: Any
    _kill: Any
    _clear: Any
    _stay: Any
    _fields: Any

    def _throw(self, at: Field) -> None:
        """An error rises: event sub-processes of the level, then the border of what is around (13.5.4)."""
        while True:
            catching = [s for s in self.plan.inside(at.level, "beside") if s.ref is None]
            if catching and not at.replaced:
                self._replace(at, catching[0])
                return
            owner = at.owner
            if owner is None:
                raise Stuck
            host = owner.body or owner
            caught = self.plan.on(host.spot.key, "caught")
            if caught:
                self._kill(host)
                self._leave(host.at, caught[0].key)
                return
            at = host.at

    def _raise(self, at: Field) -> None:
        """An escalation rises; nobody need catch it."""
        while at.owner is not None:
            host = at.owner.body or at.owner
            caught = self.plan.on(host.spot.key, "raised")
            if caught:
                if caught[0].interrupting:
                    self._kill(host)
                self._leave(host.at, caught[0].key)
                return
            at = host.at

    def _handle(self, key: str) -> None:
        spot = self.plan.spots[key]
        at = next(one for one in self._fields() if one.level == spot.level and not one.replaced)
        if spot.interrupting:
            self._replace(at, spot)
        else:
            self._stay(at, spot)

    def _replace(self, at: Field, spot: Spot) -> None:
        """An interrupting event sub-process takes the place of everything in its level."""
        done = at.done
        self._clear(at)
        at.done, at.replaced = done, True
        self._stay(at, spot)

    def _keep(self, stay: Stay) -> None:
        inside = stay.inner.done if stay.inner is not None and stay.spot.kind != "call" else []
        events = self.plan.on(stay.spot.key, "undone")
        if stay.spot.kind == "undoer":
            return
        if events or inside:
            handler = events[0].handler if events else None
            stay.at.done.append((stay.spot.key, [handler] if handler else _handlers(inside)))

    def _undo(self, at: Field, spot: Spot) -> None:
        levels = [at]
        while levels[-1].owner is not None and levels[-1].owner.spot.kind == "beside":
            levels.append(levels[-1].owner.at)
        wanted: list[str] = []
        for level in levels:
            wanted += _handlers([one for one in level.done if spot.ref in (None, one[0])])
            level.done = [one for one in level.done if spot.ref not in (None, one[0])]
        self._run(at, spot, wanted, lambda: self._leave(at, spot.key))

    def _run(self, at: Field, spot: Spot, handlers: list[str], then: Callable[[], None]) -> None:
        """One handler after another, in a place that keeps the level from ending."""
        if not handlers:
            then()
            return
        holder = Stay(Spot(spot.key, "undoing", spot.level), at, parts=[])
        at.stays.append(holder)
        holder.inner = Field("", holder)

        def go_on() -> None:
            assert holder.inner is not None
            if handlers:
                self._stay(holder.inner, self.plan.spots[handlers.pop(0)], after=go_on)
            else:
                at.stays.remove(holder)
                then()
                self._check(at)

        go_on()

    def _call_off(self, at: Field) -> None:
        """A cancel end: the transaction around ends what is open, undoes what is done, leaves by its border."""
        while at.owner is not None and at.owner.spot.kind != "tx":
            at = at.owner.at
        owner = at.owner
        assert owner is not None
        handlers = _handlers(_inner_done(at))
        self._clear(at)
        at.replaced = True

        def out() -> None:
            host = owner.body or owner
            self._kill(host)
            self._leave(host.at, self.plan.on(host.spot.key, "called_off")[0].key)

        self._run(at, owner.spot, handlers, out)


def _handlers(done: list[tuple[str, list]]) -> list[str]:
    """What undoes these, the last first."""
    return [handler for _, handlers in reversed(done) for handler in handlers]


def _inner_done(at: Field) -> list[tuple[str, list]]:
    """What is done in a level, and, after it, in the levels still open in it."""
    found = list(at.done)
    for stay in at.stays:
        for part in [stay, *(stay.parts or ())]:
            if part.inner is not None and part.spot.kind != "call":
                inside = _inner_done(part.inner)
                if inside:
                    found.append((part.spot.key, _handlers(inside)))
    return found
