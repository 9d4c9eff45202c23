"""What lasts in a game: activities and waits from their beginning to their end, their instances, and the levels in
them (BPMN 2.0.2, 13.3)."""

from collections import deque
from collections.abc import Callable
from typing import Any

from tests.workflows.game.board import Field, Stay
from tests.workflows.game.plan import Plan, Spot

LEVELS = frozenset({"box", "tx", "free", "beside", "call"})


class Stays:
    """The part of the game that keeps activities."""

    plan: Plan
    moves: deque[tuple[Field, str, str]]
    order: list[Stay]
    root: Field
    ended: bool
    _leave: Any
    _keep: Any
    _begin_level: Any

    def _put(self, stay: Stay) -> None:
        stay.at.stays.append(stay)
        self.order.append(stay)

    def _stay(self, at: Field, spot: Spot, after: Callable[[], None] | None = None) -> None:
        stay = Stay(spot, at, after=after)
        self._put(stay)
        if spot.many or spot.turns:
            stay.parts = []
            for _ in range(spot.many if spot.many and not spot.one_by_one else 1):
                self._part(stay)
        else:
            self._enter(stay)

    def _part(self, body: Stay) -> None:
        assert body.parts is not None
        body.begun += 1
        part = Stay(body.spot, body.at, body=body)
        body.parts.append(part)
        self.order.append(part)
        self._enter(part)

    def _enter(self, stay: Stay) -> None:
        if stay.spot.kind in LEVELS:
            stay.inner = Field(stay.spot.ref if stay.spot.kind == "call" else stay.spot.key, stay)  # type: ignore[arg-type]
            self._begin_level(stay.inner)

    def _happen(self, stay: Stay) -> None:
        """An event that was waited for."""
        for other in stay.race or ():
            if other is not stay:
                self._kill(other)
        self._over(stay)

    def _over(self, stay: Stay) -> None:
        """An activity is complete: keep what undoes it, go on; of several instances with the last."""
        self._keep(stay)
        body = stay.body
        if body is None:
            self._go_on(stay)
            return
        assert body.parts is not None
        body.parts.remove(stay)
        self._forget(stay)
        more = body.begun < (body.spot.many or body.spot.turns)
        if more and (body.spot.one_by_one or body.spot.turns):
            self._part(body)
        elif not body.parts:
            body.parts = None
            self._go_on(body)

    def _go_on(self, stay: Stay) -> None:
        stay.at.stays.remove(stay)
        self._forget(stay)
        if stay.after is not None:
            stay.after()
        else:
            self._leave(stay.at, stay.spot.key)
            self._check(stay.at)

    def _check(self, at: Field) -> None:
        """A level is over with its last token (13.3.4)."""
        if at.dead or at.stays or +at.joins or at.rests or any(move[0] is at for move in self.moves):
            return
        at.dead = True
        if at.owner is None:
            self.ended = True
        elif at.owner.spot.kind == "free":
            at.dead = False
        else:
            self._over(at.owner)

    def _kill(self, stay: Stay) -> None:
        if stay in stay.at.stays:
            stay.at.stays.remove(stay)
        for part in list(stay.parts or ()):
            self._kill(part)
        if stay.inner is not None:
            self._clear(stay.inner)
            stay.inner.dead = True
        self._forget(stay)

    def _clear(self, at: Field) -> None:
        for stay in list(at.stays):
            self._kill(stay)
        at.joins.clear()
        at.rests.clear()
        at.done = []
        self.moves = deque(move for move in self.moves if move[0] is not at)

    def _forget(self, stay: Stay) -> None:
        if stay in self.order:
            self.order.remove(stay)

    def _first(self, key: str) -> Stay:
        return next(stay for stay in self.order if stay.spot.key == key and stay.parts is None)

    def _alive(self) -> list[Stay]:
        return list(self.order)

    def _fields(self) -> list[Field]:
        """Every level that is being played, outermost first."""
        return [self.root, *(s.inner for s in self.order if s.inner is not None and not s.inner.dead)]
