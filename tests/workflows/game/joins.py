"""Joins: parallel, inclusive and complex (BPMN 2.0.2, 13.4.1, 13.4.3 and 13.4.5)."""

from typing import Any

from tests.workflows.game.board import Field
from tests.workflows.game.plan import Plan, Spot


class Joins:
    """The part of the game that brings tokens together."""

    plan: Plan
    _leave: Any
    _check: Any

    def _parallel(self, at: Field, spot: Spot) -> None:
        flows = [(spot.key, way.key) for way in self.plan.into(spot.key)]
        if all(at.joins[flow] for flow in flows):
            at.joins.subtract(flows)
            self._leave(at, spot.key)

    def _activate(self, at: Field, spot: Spot) -> bool:
        filled = self._filled(at, spot.key)
        if spot.key in at.rests or len(filled) < spot.active:
            return False
        at.joins.subtract((spot.key, flow) for flow in filled)
        if len(filled) < len(self.plan.into(spot.key)):
            at.rests[spot.key] = filled
        self._leave(at, spot.key)
        return True

    def _join(self, at: Field) -> bool:
        """Let one join go on that nothing can come to any more (13.4.3, 13.4.5)."""
        for spot in self.plan.inside(at.level, "inc", "complex"):
            filled = self._filled(at, spot.key)
            rest = at.rests.get(spot.key)
            if rest is not None:
                if not self._comes(at, spot.key, rest | filled):
                    at.joins.subtract((spot.key, flow) for flow in filled - rest)
                    del at.rests[spot.key]
                    self._check(at)
                    return True
            elif filled and spot.kind == "complex":
                if self._activate(at, spot):
                    return True
            elif filled and not self._comes(at, spot.key, filled):
                at.joins.subtract((spot.key, flow) for flow in filled)
                self._leave(at, spot.key)
                return True
        return False

    def _filled(self, at: Field, key: str) -> set[str]:
        return {flow for (join, flow), count in at.joins.items() if join == key and count}

    def _comes(self, at: Field, join: str, filled: set[str]) -> bool:
        """Whether a token elsewhere has a way to an empty flow of the join and none to a filled one."""
        places = (
            {stay.spot.key for stay in at.stays}
            | {key for (key, _), count in at.joins.items() if count}
            | set(at.rests)
        )
        flows = {way.key for way in self.plan.into(join)}
        for place in places - {join}:
            reached = self._reached(place, join) & flows
            if reached and not reached & filled:
                return True
        return False

    def _reached(self, place: str, without: str) -> set[str]:
        """The flows that a token at a node can come to without passing the join."""
        seen, todo, found = {place}, [place], set()
        while todo:
            key = todo.pop()
            events = [s.key for s in self.plan.spots.values() if s.host == key and s.kind != "undone"]
            spot = self.plan.spots[key]
            lands = [s.key for s in self.plan.inside(spot.level, "land") if spot.kind == "jump" and s.ref == spot.ref]
            ways = self.plan.out(key)
            found |= {way.key for way in ways}
            for after in [way.target for way in ways] + events + lands:
                if after not in seen and after != without:
                    seen.add(after)
                    todo.append(after)
        return found
