"""The token tree to bytes and back, without the definition.

A state is one byte, the format's number, and zlib-compressed JSON. Format 1 is a list:
[last id given, names, rows, codes of all reached elements and flows (base64, layout.py), executions {id: count},
 outcome, reason, what can be undone: [id of what contains it, entries of elements/compensation.py]].
A row is [index of its container's row (-1 the process), index into names, token state, id, facts]. Nodes are named, not
numbered, so a state outlives changes around it. Only living tokens have a row: what is over leaves the tree as it ends,
so a state grows with what is open and with the size of the diagram, not with time.
"""

import zlib
from base64 import b64decode, b64encode
from typing import Any

import orjson

from workflows.errors import BoundCrossed, StepFailed
from workflows.tokens import ROOT, Token, Tree

FORMAT = 1


def dumps(tree: Tree) -> bytes:
    """The bytes of an instance. Raises BoundCrossed (state_bytes)."""
    names, rows = _rows(tree)
    layout = tree.definition.layout
    fields = [
        tree.serial,
        [layout.texts[place] for place in names],
        rows,
        b64encode(layout.codes(tree.reached) + tree.foreign).decode(),
        tree.executions,
        tree.outcome,
        tree.reason,
        [[key, entries] for key, entries in tree.kept.items() if entries],
    ]
    state = bytes([FORMAT]) + zlib.compress(orjson.dumps(fields), 1)
    if len(state) > tree.bounds.state_bytes:
        raise BoundCrossed(
            f"The instance has grown to {len(state):,} bytes; at most {tree.bounds.state_bytes:,} are allowed.",
            bound="state_bytes",
        )
    return state


def loads(tree: Tree, state: bytes) -> None:
    """Fill an empty tree from a state. Raises StepFailed (state) for bytes that are damaged or of another diagram."""
    if not state or state[0] != FORMAT:
        raise StepFailed("The state of the instance is of a format this version does not know.", kind="state")
    try:
        fields = orjson.loads(zlib.decompress(state[1:]))
    except (zlib.error, orjson.JSONDecodeError) as error:
        raise StepFailed("The state of the instance is damaged.", kind="state") from error
    tree.serial, names, rows, codes, tree.executions, tree.outcome, tree.reason, kept = fields
    tree.kept = {key: entries for key, entries in kept if entries}
    layout = tree.definition.layout
    tree.reached, tree.foreign = layout.places(b64decode(codes))
    _restore(tree, names, rows)
    tree.completed = not rows


def _rows(tree: Tree) -> tuple[list[int], list[list[Any]]]:
    rows: list[list[Any]] = []
    names: dict[int, int] = {}
    places = {ROOT: -1}
    stack = list(reversed(tree.task_tree.children))
    while stack:
        token = stack.pop()
        places[token.id] = len(rows)
        name = names.setdefault(token.task_spec.index, len(names))
        row = [places[token._parent], name, token._state, int(token.id)]
        if token.internal_data:
            row.append(_facts(tree, token.internal_data))
        rows.append(row)
        if token._children:
            stack.extend(reversed(token.children))
    return list(names), rows


def _facts(tree: Tree, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of a token, its flow by name."""
    return {**facts, "flow": tree.definition.layout.texts[facts["flow"]]} if "flow" in facts else facts


def _restore(tree: Tree, names: list[str], rows: list[list[Any]]) -> None:
    nodes = [tree.definition.nodes[_place(tree, name)] for name in names]
    made = [tree.task_tree]
    for row in rows:
        token = Token(tree, nodes[row[1]], made[row[0] + 1], row[2], str(row[3]))
        if len(row) > 4:
            token.internal_data = row[4]
            if "flow" in row[4]:
                row[4]["flow"] = _place(tree, row[4]["flow"])
        made.append(token)


def _place(tree: Tree, name: str) -> int:
    place: int | None = tree.definition.layout.by_text.get(name)
    if place is None:
        raise StepFailed(f'The instance is at "{name}", which this version of the diagram lacks.', kind="state")
    return place
