"""The token tree to bytes and back, without the definition.

A state is one byte, the format's number, and zlib-compressed JSON. Format 1 is a list:
[layout digest, last id given, reached bitmap (hex), executions {place: count}, outcome, reason, rows,
 compensable activities with their scope (kept for compensation; empty so far)].
A row is [index of the row of its container (-1 the process), place of the node, token state, id, facts].
Only living tokens have a row: what is over is pruned as it ends, so a state grows with what is open, not with time.
"""

import zlib
from typing import Any

import orjson

from workflows.errors import BoundCrossed, StepFailed
from workflows.tokens import ROOT, Token, Tree

FORMAT = 1


def dumps(tree: Tree) -> bytes:
    """The bytes of an instance. Raises BoundCrossed (state_bytes)."""
    fields = [
        tree.definition.layout.digest,
        tree.serial,
        _bitmap(tree.reached),
        [[place, count] for place, count in sorted(tree.executions.items())],
        tree.outcome,
        tree.reason,
        _rows(tree),
        [],
    ]
    state = bytes([FORMAT]) + zlib.compress(orjson.dumps(fields), 1)
    if len(state) > tree.bounds.state_bytes:
        raise BoundCrossed(
            f"The instance has grown to {len(state):,} bytes; at most {tree.bounds.state_bytes:,} are allowed.",
            bound="state_bytes",
        )
    return state


def loads(tree: Tree, state: bytes) -> None:
    """Fill an empty tree from a state. Raises StepFailed (state) for bytes that are not of this definition."""
    if not state or state[0] != FORMAT:
        raise StepFailed("The state of the instance is of a format this version does not know.", kind="state")
    try:
        fields = orjson.loads(zlib.decompress(state[1:]))
    except (zlib.error, orjson.JSONDecodeError) as error:
        raise StepFailed("The state of the instance is damaged.", kind="state") from error
    digest, tree.serial, reached, executions, tree.outcome, tree.reason, rows, _ = fields
    if digest != tree.definition.layout.digest:
        raise StepFailed("The state of the instance belongs to another version of the diagram.", kind="state")
    tree.reached = _places(reached)
    tree.executions = dict(executions)
    _restore(tree, rows)
    tree.completed = not rows


def _rows(tree: Tree) -> list[list[Any]]:
    rows: list[list[Any]] = []
    places = {ROOT: -1}
    stack = list(reversed(tree.task_tree.children))
    while stack:
        token = stack.pop()
        places[token.id] = len(rows)
        row = [places[token._parent], token.task_spec.index, token._state, int(token.id)]
        rows.append([*row, token.internal_data] if token.internal_data else row)
        stack.extend(reversed(token.children))
    return rows


def _restore(tree: Tree, rows: list[list[Any]]) -> None:
    nodes, made = tree.definition.nodes, [tree.task_tree]
    for row in rows:
        token = Token(tree, nodes[row[1]], made[row[0] + 1], row[2], str(row[3]))
        if len(row) > 4:
            token.internal_data = row[4]
        made.append(token)


def _bitmap(places: set[int]) -> str:
    bits = 0
    for place in places:
        bits |= 1 << place
    return f"{bits:x}"


def _places(bitmap: str) -> set[int]:
    bits = int(bitmap, 16)
    return {place for place in range(bits.bit_length()) if bits >> place & 1}
