"""A small token game after BPMN 2.0.2, chapter 13, on plans: what the engine is held against.

It shares nothing with the engine. Tokens on flows are `moves`, taken first in, first out; activities that last are
`Stay`s in a `Field`, one for every instance of a level. Joins that look at what can still come are asked when nothing
moves.
"""

from collections import Counter, deque

from tests.workflows.game.across import Across
from tests.workflows.game.board import Field, Stay
from tests.workflows.game.joins import Joins
from tests.workflows.game.plan import Plan, Spot, Way
from tests.workflows.game.stays import LEVELS, Stays

STAYS = LEVELS | {"task", "undoer", "work", "wait", "told", "hear"}


class Game(Stays, Joins, Across):
    """One process being played."""

    def __init__(self, plan: Plan, flags: dict[str, bool], main: str) -> None:
        self.plan, self.flags = plan, dict(flags)
        self.moves: deque[tuple[Field, str, str]] = deque()
        self.ended = False
        self.order: list[Stay] = []
        self.root = Field(main)
        self._begin_level(self.root)
        self.settle()

    def open(self) -> Counter[tuple[str, str]]:
        """(kind of wait, element) of everything waited for."""
        found: Counter[tuple[str, str]] = Counter()
        for stay in self._alive():
            kind = stay.spot.kind
            if stay.parts is None:
                found[({"work": "call", "wait": "message", "told": "message", "hear": "signal"}.get(kind, "task"),
                       stay.spot.key)] += kind not in LEVELS  # fmt: skip
            for event in self.plan.on(stay.spot.key, "heard") if stay.body is None else ():
                found["message", event.key] += 1
            if kind == "free" and stay.inner is not None:
                for spot in self.plan.inside(kind and stay.spot.key, "task"):
                    found["begin", spot.key] += not self.plan.into(spot.key)
        for one in self._fields():
            for spot in self.plan.inside(one.level, "beside") if not one.replaced else ():
                found["message", f"{spot.key}_start"] += spot.ref is not None
        return +found

    def complete(self, key: str, again: bool) -> None:
        self.flags["again"] = again
        self._over(self._first(key))
        self.settle()

    def fail(self, key: str) -> None:
        """A call comes back with an error."""
        stay = self._first(key)
        host = stay.body or stay
        caught = self.plan.on(key, "caught")
        if caught:
            self._kill(host)
            self._leave(host.at, caught[0].key)
        else:
            self._throw(host.at)
        self.settle()

    def send(self, key: str) -> None:
        """A message comes for an event."""
        spot = self.plan.spots.get(key)
        if spot is None:
            self._handle(key.removesuffix("_start"))
        elif spot.kind == "heard":
            stay = next(s for s in self._alive() if s.spot.key == spot.host and s.body is None)
            if spot.interrupting:
                self._kill(stay)
            self._leave(stay.at, key)
        else:
            self._happen(self._first(key))
        self.settle()

    def begin(self, key: str) -> None:
        """Somebody begins a step of an ad-hoc sub-process."""
        spot = self.plan.spots[key]
        stay = next(s for s in self._alive() if s.spot.key == spot.level and s.parts is None)
        assert stay.inner is not None
        self._stay(stay.inner, spot)
        self.settle()

    def finish(self, key: str) -> None:
        """Somebody says that nothing more is to be done; here only when nothing is left in it."""
        self._over(next(s for s in self._alive() if s.spot.key == key and s.parts is None))
        self.settle()

    def settle(self) -> None:
        while not self.ended:
            if self.moves:
                at, key, flow = self.moves.popleft()
                if not at.dead:
                    self._arrive(at, self.plan.spots[key], flow)
                    self._check(at)
            elif not any(self._join(one) for one in self._fields()):
                return

    def _begin_level(self, at: Field) -> None:
        for spot in self.plan.inside(at.level, "start"):
            self._leave(at, spot.key)
        if not self.plan.inside(at.level, "start") and self.plan.spots[at.level].kind == "beside":
            self.moves.append((at, self.plan.inside(at.level, "task")[0].key, ""))

    def _leave(self, at: Field, key: str) -> None:
        """A token on each flow out of an activity, event, parallel or inclusive gateway (13.2.1, 13.4)."""
        spot, ways = self.plan.spots[key], self.plan.out(key)
        taken = [way for way in ways if way.key != spot.default and self._holds(way)]
        if spot.kind == "xor":
            taken = taken[:1]
        if not taken and spot.default:
            taken = [way for way in ways if way.key == spot.default]
        self.moves.extend((at, way.target, way.key) for way in taken)

    def _holds(self, way: Way) -> bool:
        return way.flag is None or self.flags[way.flag]

    def _arrive(self, at: Field, spot: Spot, flow: str) -> None:
        kind = spot.kind
        if kind in STAYS:
            self._stay(at, spot)
        elif kind in ("inc", "par", "complex") and len(self.plan.into(spot.key)) > 1:
            at.joins[spot.key, flow] += 1
            if kind == "par":
                self._parallel(at, spot)
            elif kind == "complex":
                self._activate(at, spot)
        elif kind == "race":
            events = [Stay(self.plan.spots[way.target], at) for way in self.plan.out(spot.key)]
            for stay in events:
                stay.race = events
                self._put(stay)
        else:
            self._pass(at, spot)

    def _pass(self, at: Field, spot: Spot) -> None:
        match spot.kind:
            case "stop":
                self._clear(at)
            case "fail":
                self._throw(at)
            case "off":
                self._call_off(at)
            case "rise":
                self._leave(at, spot.key)
                self._raise(at)
            case "cry":
                for stay in [s for s in self._alive() if s.spot.kind == "hear"]:
                    self._happen(stay)
                self._leave(at, spot.key)
            case "undo":
                self._undo(at, spot)
            case "jump":
                land = next(s for s in self.plan.inside(spot.level, "land") if s.ref == spot.ref)
                self._leave(at, land.key)
            case _:
                self._leave(at, spot.key)
