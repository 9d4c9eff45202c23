"""The graph of requirements: what rests on what, and in which order it is worked out (DMN 1.5, 6.2)."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def circle(needs: Mapping[K, Collection[K]]) -> tuple[K, K] | None:
    """Two that require each other, directly or not; None where all is well."""
    finished: set[K] = set()
    for start in needs:
        path: dict[K, list[K]] = {}
        stack = [start]
        while stack:
            at = stack[-1]
            if at in finished:
                stack.pop()
                continue
            waiting = path.setdefault(at, [need for need in needs[at] if need in needs])
            while waiting and waiting[-1] in finished:
                waiting.pop()
            if not waiting:
                finished.add(stack.pop())
                path.pop(at)
            elif waiting[-1] in path:
                return at, waiting[-1]
            else:
                stack.append(waiting[-1])
    return None


def ordered(keys: Iterable[K], needs: Mapping[K, Collection[K]], given: Collection[K] = ()) -> list[K]:
    """The keys and all they require, each after what it requires; what is `given` is not asked further.

    There must be no circle.
    """
    order: dict[K, None] = {}
    stack = [(key, False) for key in reversed(list(keys))]
    while stack:
        at, after_its_needs = stack.pop()
        if after_its_needs:
            order[at] = None
        elif at not in order and at not in given and at in needs:
            stack.append((at, True))
            stack += [(need, False) for need in reversed(list(needs[at]))]
    return list(order)
