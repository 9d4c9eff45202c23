"""Whether tokens may stand so: could an instance begun in this diagram have them at these places of one level at once?

The token game of BPMN 2.0.2, chapter 13, played from the level's start, every condition true or false as need be. It is
searched at most LIMIT markings far; beyond that nothing is claimed. Reads compiled definitions only; must never change
one, for instances share them.
"""

import heapq
from collections.abc import Iterable, Iterator
from itertools import combinations, count
from typing import Any
from weakref import WeakKeyDictionary

from workflows.definition import Definition
from workflows.elements.event_based_gateway import EventBasedGateway
from workflows.elements.inclusive_gateway import InclusiveGateway
from workflows.elements.node import Exit, Node
from workflows.elements.parallel_gateway import ParallelGateway

LIMIT = 4000
CHOICES = 6  # conditional flows of one node whose every combination is tried
HERE = -1
#: A place is [index of a node, by which flow a token waits there (HERE: at the node itself)].
Place = tuple[int, int]
Marking = tuple[Place, ...]

_known: "WeakKeyDictionary[Definition, dict[tuple[Any, ...], bool | None]]" = WeakKeyDictionary()


def reachable(
    definition: Definition, level: Node, starts: Iterable[tuple[Node, ...]], wanted: Marking, free: bool = False
) -> bool | None:
    """True, False, or None where the search was given up. `free`: an ad-hoc sub-process, begun anywhere at any time."""
    known, key = _known.setdefault(definition, {}), (level.index, wanted)
    if key not in known:
        known[key] = _search(definition, [tuple(one) for one in starts], tuple(sorted(wanted)), free)
    return known[key]


def _search(definition: Definition, starts: list[tuple[Node, ...]], wanted: Marking, free: bool) -> bool | None:
    """What lacks least of `wanted` is followed first; every marking once, LIMIT of them at most."""
    begin = [_marking(_arrived(node, HERE) for node in nodes) for nodes in starts]
    if free:
        begin = [()]
    turn = count()
    queue = [(_missing(one, wanted), len(one), next(turn), one) for one in begin]
    heapq.heapify(queue)
    seen = set(begin)
    while queue:
        marking = heapq.heappop(queue)[-1]
        if marking == wanted:
            return True
        followers = list(_after(definition, marking))
        if free and len(marking) <= len(wanted):
            followers += [_marking([*marking, _arrived(node, HERE)]) for nodes in starts for node in nodes]
        for follower in followers:
            if follower not in seen:
                if len(seen) >= LIMIT:
                    return None
                seen.add(follower)
                heapq.heappush(queue, (_missing(follower, wanted), len(follower), next(turn), follower))
    return False


def _missing(marking: Marking, wanted: Marking) -> int:
    """How many tokens stand where none is wanted, or are wanted where none stands: the nearest are tried first."""
    rest = list(wanted)
    strange = 0
    for place in marking:
        if place in rest:
            rest.remove(place)
        else:
            strange += 1
    return strange + len(rest)


def _after(definition: Definition, marking: Marking) -> Iterator[Marking]:
    """Every marking that one step of one token makes of this one: a node is left, an event happens, a join goes on."""
    for place in set(marking):
        index, flow = place
        node = definition.nodes[index]
        if flow != HERE:
            yield from _joined(definition, node, marking)
            continue
        rest = list(marking)
        rest.remove(place)
        if isinstance(node, EventBasedGateway):
            for exit in node.exits:
                yield from _leaving(exit.target, rest)
            continue
        yield from _leaving(node, rest)
        for event in node.boundaries:
            yield from _leaving(event, rest if event.element.interrupting else [*rest, place])


def _joined(definition: Definition, join: Node, marking: Marking) -> Iterator[Marking]:
    """The join takes a token of each flow that has some and goes on, where its rule allows it (13.4.1 and 13.4.3)."""
    filled = {flow for index, flow in marking if index == join.index and flow != HERE}
    if isinstance(join, InclusiveGateway):
        others = [definition.nodes[index] for index, _ in marking if index != join.index]
        if any((ways := join.reach.get(one)) and ways.isdisjoint(filled) for one in others):
            return
    elif not join.entries <= filled:
        return
    rest = list(marking)
    for flow in filled:
        rest.remove((join.index, flow))
    yield from _leaving(join, rest)


def _leaving(node: Node, rest: list[Place]) -> Iterator[Marking]:
    """A token has left the node by each set of flows that it may take; `rest` are the others."""
    for exits in _ways(node):
        yield _marking([*rest, *(_arrived(exit.target, exit.index) for exit in exits)])


def _ways(node: Node) -> Iterator[tuple[Exit, ...]]:
    """Every set of flows that a token may take from here (13.2.1)."""
    if node.element.type == "exclusiveGateway":
        yield from ((exit,) for exit in node.exits) if node.exits else ((),)
        return
    plain = tuple(exit for exit in node.exits if exit.condition is None and not exit.flow.default)
    asked = tuple(exit for exit in node.exits if exit.condition is not None and not exit.flow.default)
    default = tuple(exit for exit in node.exits if exit.flow.default)
    if isinstance(node, ParallelGateway) or not (asked or default):
        yield node.exits
        return
    sizes = range(len(asked) + 1) if len(asked) <= CHOICES else (0, 1, len(asked))
    for chosen in (found for size in sizes for found in combinations(asked, size)):
        if plain or chosen:
            yield (*plain, *chosen)
        elif default:
            yield default


def _arrived(node: Node, flow: int) -> Place:
    """Where a token is that came by this flow: a join keeps it by its flow until it goes on."""
    joins = isinstance(node, ParallelGateway | InclusiveGateway) and len(node.entries) > 1
    return (node.index, flow if joins else HERE)


def _marking(places: Iterable[Place]) -> Marking:
    return tuple(sorted(places))


def _shape(node: Node) -> tuple[Any, ...]:
    """What the game makes of a node, whatever it is called."""
    element = node.element
    return (type(node).__name__, element.interrupting, element.loop is not None, element.event and element.event.kind)


def drawn(definition: Definition, process: str, parent: str | None, names: Any) -> frozenset[Any]:
    """The drawing of one level, its elements under their new ids; two that are the same are played the same way."""
    found = definition.processes[process]
    inside = {key for key, element in found.elements.items() if element.parent == parent}
    place = definition.layout.place
    nodes = {
        (names(process, key), names(process, found.elements[key].attached_to or ""), _shape(definition.nodes[at]))
        for key, at in ((key, place(process, key)) for key in inside)
    }
    flows = {
        (names(process, flow.source), names(process, flow.target), flow.condition is None, flow.default)
        for flow in found.flows.values()
        if flow.source in inside
    }
    return frozenset(nodes | flows)
