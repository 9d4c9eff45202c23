"""The ways of one level as a graph: which column each node stands in. Pure; steps never recurse, a way may be long."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """One connection. `border`: the event on the border of `source` that it leaves from, or ""."""

    id: str
    source: str
    target: str
    border: str = ""


@dataclass(frozen=True)
class Graph:
    """`columns`: node -> its column from 0; `links`: in document order; `back`: ids of those that lead back."""

    columns: dict[str, int]
    links: tuple[Link, ...]
    back: frozenset[str]

    def onward(self) -> Iterator[Link]:
        """The links that lead on, in document order."""
        return (link for link in self.links if link.id not in self.back)


def graph_of(nodes: Iterable[str], links: Iterable[Link]) -> Graph:
    """Each node one column behind the last of those before it; what leads back counts for nothing."""
    names, kept = list(nodes), tuple(links)
    following: dict[str, list[Link]] = defaultdict(list)
    for link in kept:
        following[link.source].append(link)
    reached = {link.target for link in kept if link.source != link.target}
    order, back = _walked([*(n for n in names if n not in reached), *(n for n in names if n in reached)], following)
    columns = dict.fromkeys(names, 0)
    for name in order:
        for link in following[name]:
            if link.id not in back:
                columns[link.target] = max(columns[link.target], columns[name] + 1)
    return Graph(columns, kept, frozenset(back))


def _walked(roots: Iterable[str], following: dict[str, list[Link]]) -> tuple[list[str], set[str]]:
    """The nodes so that every link leads forward, and the links that cannot: they close a loop."""
    done: list[str] = []
    seen: set[str] = set()
    open_: set[str] = set()
    back: set[str] = set()
    for root in roots:
        if root in seen:
            continue
        seen.add(root)
        open_.add(root)
        stack = [(root, iter(following[root]))]
        while stack:
            name, rest = stack[-1]
            link = next(rest, None)
            if link is None:
                stack.pop()
                open_.discard(name)
                done.append(name)
            elif link.target in open_:
                back.add(link.id)
            elif link.target not in seen:
                seen.add(link.target)
                open_.add(link.target)
                stack.append((link.target, iter(following[link.target])))
    return done[::-1], back
