"""A diagram as plain data, and as BPMN: what the generator draws, the token game plays and the engine reads."""

from dataclasses import dataclass, field

from tests.workflows import diagrams as draw
from tests.workflows.undoing import compensate


@dataclass
class Spot:
    """A flow node. `level` is the process or sub-process it lies in; `host` what a boundary event is attached to.

    `ref`: the message, error code, signal or link of an event, the activity a compensation names, the process a call
    names. `many`: instances (`one_by_one` or at once); `turns` of a standard loop; `handler` undoes the host.
    """

    key: str
    kind: str
    level: str
    host: str | None = None
    interrupting: bool = True
    ref: str | None = None
    many: int = 0
    one_by_one: bool = False
    turns: int = 0
    handler: str | None = None
    default: str | None = None
    active: int = 0


@dataclass
class Way:
    """A sequence flow, taken where `flag` is true (None: always)."""

    key: str
    source: str
    target: str
    flag: str | None = None


@dataclass
class Plan:
    """`flags` are boolean variables set at the start; `again` is set by every completion."""

    spots: dict[str, Spot] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, kind: str, level: str, **given: object) -> str:
        """A new node; answers its key."""
        self.count += 1
        key = f"{kind}{self.count}"
        self.spots[key] = Spot(key, kind, level, **given)  # type: ignore[arg-type]
        return key

    def way(self, source: str, target: str, flag: str | None = None) -> str:
        """A new flow; answers its key."""
        key = f"f{len(self.ways)}"
        self.ways.append(Way(key, source, target, flag))
        return key

    def flag(self) -> str:
        """A new condition."""
        self.flags.append(f"flag{len(self.flags)}")
        return self.flags[-1]

    def out(self, key: str) -> list[Way]:
        """The flows that leave a node."""
        return [way for way in self.ways if way.source == key]

    def into(self, key: str) -> list[Way]:
        """The flows that lead to a node."""
        return [way for way in self.ways if way.target == key]

    def on(self, host: str, kind: str) -> list[Spot]:
        """The boundary events of that kind on a node."""
        return [spot for spot in self.spots.values() if spot.host == host and spot.kind == kind]

    def inside(self, level: str, *kinds: str) -> list[Spot]:
        """The nodes of these kinds that lie directly in a level."""
        return [spot for spot in self.spots.values() if spot.level == level and spot.kind in kinds]


_EVENTS = {
    "heard": "message",
    "caught": "error",
    "raised": "escalation",
    "undone": "compensate",
    "called_off": "cancel",
}
_GATEWAYS = {
    "xor": "exclusiveGateway",
    "inc": "inclusiveGateway",
    "par": "parallelGateway",
    "race": "eventBasedGateway",
}
_LEVELS = {"box": "subProcess", "tx": "transaction", "free": "adHocSubProcess"}
_ENDS = {"end": "", "stop": draw.TERMINATE, "off": draw.CANCEL, "fail": draw.error("oops")}


def drawn(plan: Plan, *levels: str) -> bytes:
    """The plan as BPMN; `levels` are its processes, the first one the main."""
    heard = {s.ref for s in plan.spots.values() if s.kind in ("heard", "wait", "told", "beside") and s.ref}
    around = draw.messages(**dict.fromkeys(sorted(heard)))
    around += draw.declared("error", "oops") + draw.declared("escalation", "hm") + draw.declared("signal", "sig")
    more = [draw.node("process", level, _level(plan, level), isExecutable="true") for level in levels[1:]]
    return draw.diagram(_level(plan, levels[0]), process=levels[0], around=around, more=more)


def _level(plan: Plan, level: str) -> str:
    inside = [spot for spot in plan.spots.values() if spot.level == level]
    keys = {spot.key for spot in inside}
    flows = [draw.flow(w.source, w.target, w.flag, w.key) for w in plan.ways if w.source in keys]
    return "".join([*(_spot(plan, spot) for spot in inside), *flows])


def _spot(plan: Plan, spot: Spot) -> str:
    kind, marker = spot.kind, _marker(spot)
    if kind in _GATEWAYS:
        return draw.node(_GATEWAYS[kind], spot.key, default=spot.default)
    if kind in _EVENTS:
        return _boundary(spot)
    if kind in _LEVELS:
        return draw.node(_LEVELS[kind], spot.key, marker, _level(plan, spot.key))
    match kind:
        case "task":
            return draw.node("userTask", spot.key, marker, default=spot.default)
        case "undoer":
            return draw.node("userTask", spot.key, marker, default=spot.default, isForCompensation="true")
        case "work":
            return draw.service(spot.key, marker)
        case "told":
            return draw.receive(spot.key, spot.ref or "", marker)
        case "call":
            return draw.call(spot.key, spot.ref or "", marker, parent=True)
        case "complex":
            count = f"activationCount &gt;= {spot.active}"
            return draw.node("complexGateway", spot.key, f"<activationCondition>{count}</activationCondition>")
        case "beside":
            return _handler(plan, spot)
    return _event(spot)


def _event(spot: Spot) -> str:
    """An event on the way: where a path begins or ends, what is thrown, what is waited for."""
    match spot.kind:
        case "start":
            return draw.node("startEvent", spot.key)
        case "end" | "stop" | "off" | "fail":
            return draw.node("endEvent", spot.key, _ENDS[spot.kind])
        case "wait":
            return draw.catch(spot.key, draw.message(spot.ref or ""))
        case "rise":
            return draw.throw(spot.key, draw.escalation("hm"))
        case "cry":
            return draw.throw(spot.key, draw.signal("sig"))
        case "hear":
            return draw.catch(spot.key, draw.signal("sig"))
        case "undo":
            return draw.throw(spot.key, compensate(spot.ref))
        case "jump":
            return draw.throw(spot.key, draw.link(spot.ref or ""))
        case "land":
            return draw.catch(spot.key, draw.link(spot.ref or ""))
    raise AssertionError(spot.kind)


def _handler(plan: Plan, spot: Spot) -> str:
    """An event sub-process: by a message, or by an error where it has none."""
    event = draw.message(spot.ref) if spot.ref else draw.error("oops")
    first = plan.inside(spot.key, "task")[0].key
    return draw.handler(spot.key, event, _level(plan, spot.key), draw.flow(f"{spot.key}_start", first),
                        interrupting=spot.interrupting)  # fmt: skip


def _boundary(spot: Spot) -> str:
    events = {"heard": draw.message(spot.ref or ""), "caught": draw.error("oops"), "raised": draw.escalation("hm"),
              "undone": compensate(), "called_off": draw.CANCEL}  # fmt: skip
    assert spot.host is not None
    line = draw.node("association", f"{spot.key}_a", sourceRef=spot.key, targetRef=spot.handler) if spot.handler else ""
    return draw.boundary(spot.key, spot.host, events[spot.kind], interrupting=spot.interrupting) + line


def _marker(spot: Spot) -> str:
    if spot.many:
        return draw.loop(times=str(spot.many), sequential=spot.one_by_one)
    return draw.repeat(f"loopCounter < {spot.turns}") if spot.turns else ""
