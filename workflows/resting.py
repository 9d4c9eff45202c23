"""The living tokens of a tree: those read from a state rest as the rows they were kept as until somebody asks for one.

An instance may hold a thousand tokens of which a command touches two. Whoever asks for one, or for all, gets tokens;
`standing` and `waiting` tell of those that rest without waking them. Nothing here may decide anything by whether a
token rests: a tree of which every token was asked for must end as the same bytes.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from workflows.layout import Layout

#: What state.py says of it. Where facts name a flow they name it by its text, as a row's node is named.
Row = list[Any]
#: Of an id, a node and its facts.
Wanted = Callable[[str, Any, Mapping[str, Any]], bool]
CONTAINER, NAME, STATE, ID, FACTS = range(5)


class Tokens(MutableMapping[str, Any]):
    """Tokens by id. `wake` makes one of its id, node, state and facts; `nodes` are those of the layout's places."""

    def __init__(self, layout: Layout, nodes: tuple[Any, ...], wake: Callable[[str, Any, int, Any], Any]) -> None:
        self._layout, self._nodes, self._wake = layout, nodes, wake
        self._held: dict[str, Any] = {}
        self._named: list[Any] = []
        self._containers: list[str] = []
        self._inside: dict[str, list[str]] = {}

    def rest(self, names: list[str], rows: list[Row], root: Any) -> None:
        """Lay the rows of a state into the empty `root`. Raises StepFailed (state) for what the definition lacks."""
        self._named = [self._nodes[self._layout.named(name)] for name in names]
        held, inside, ids = self._held, self._inside, [root.id]
        inside[root.id] = root._children
        for row in rows:
            key, around = str(row[ID]), ids[row[CONTAINER] + 1]
            ids.append(key)
            held[key] = row
            if around in inside:
                inside[around].append(key)
            else:
                inside[around] = [key]
            if len(row) > FACTS and "flow" in row[FACTS]:
                self._layout.named(row[FACTS]["flow"])
        self._containers = ids

    def rows(self, root: Any) -> tuple[list[str], list[Row]]:
        """The names of nodes and the rows of all inside `root`, what contains others before them."""
        names: dict[int, int] = {}
        rows: list[Row] = []
        held, resting = self._held, self._inside
        places, known = [node.index for node in self._named], [-1] * len(self._named)
        stack = [(-1, iter(root._children))]
        while stack:
            around, keys = stack[-1]
            for key in keys:
                one = held[key]
                if type(one) is list:
                    name = known[one[NAME]]
                    if name < 0:
                        name = known[one[NAME]] = names.setdefault(places[one[NAME]], len(names))
                    same = one[NAME] == name and one[CONTAINER] == around
                    rows.append(one if same else [around, name, *one[STATE:]])
                    inside = resting.get(key)
                else:
                    rows.append(self._row(one, around, names))
                    inside = one._children
                if inside:
                    stack.append((len(rows) - 1, iter(inside)))
                    break
            else:
                stack.pop()
        return [self._layout.texts[place] for place in names], rows

    def standing(self) -> Iterator[tuple[str, Any, int, Mapping[str, Any]]]:
        """Id, node, state and facts of each, where these name a flow in one way or the other; nobody wakes."""
        for key, one in self._held.items():
            if type(one) is list:
                yield key, self._named[one[NAME]], one[STATE], one[FACTS] if len(one) > FACTS else {}
            else:
                yield key, one.task_spec, one._state, one.internal_data

    def waiting(self, state: int, what: str, wanted: Wanted | None = None) -> list[Any]:
        """The tokens in this state whose node waits for `what`, or those of them that are `wanted`; no others wake."""
        places = {place for place, node in enumerate(self._named) if node.waits_for == what}
        found, all_of = [], self._held.items()
        for key, one in all_of if places else [pair for pair in all_of if type(pair[1]) is not list]:
            if type(one) is list:
                if one[NAME] not in places or one[STATE] != state:
                    continue
                node, facts = self._named[one[NAME]], one[FACTS] if len(one) > FACTS else {}
            else:
                node, facts = one.task_spec, one.internal_data
                if one._state != state or node.waits_for != what:
                    continue
            if wanted is None or wanted(key, node, facts):
                found.append(key)
        return [self[key] for key in found]

    def get(self, key: Any, default: Any = None) -> Any:
        """The token with this id, awake; `default` when there is none (any more)."""
        found = self._held.get(key, default)
        return self._awake(key, found) if type(found) is list else found

    def clear(self) -> None:
        """Let go of all at once."""
        self._held.clear()

    def __getitem__(self, key: str) -> Any:
        found = self._held[key]
        return self._awake(key, found) if type(found) is list else found

    def __setitem__(self, key: str, token: Any) -> None:
        self._held[key] = token

    def __delitem__(self, key: str) -> None:
        del self._held[key]

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def _awake(self, key: str, row: Row) -> Any:
        facts = row[FACTS] if len(row) > FACTS else {}
        if "flow" in facts:
            facts["flow"] = self._layout.named(facts["flow"])
        token = self._wake(key, self._named[row[NAME]], row[STATE], facts)
        token._parent = self._containers[row[CONTAINER] + 1]
        token._children = self._inside.pop(key, token._children)
        return token

    def _row(self, token: Any, around: int, names: dict[int, int]) -> Row:
        facts = token.internal_data
        row = [around, names.setdefault(token.task_spec.index, len(names)), token._state, int(token.id)]
        if "flow" in facts:
            facts = {**facts, "flow": self._layout.texts[facts["flow"]]}
        return [*row, facts] if facts else row
