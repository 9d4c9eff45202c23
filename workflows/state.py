"""The token tree to bytes and back, without the definition.

A state is one byte, the format's number, and zlib-compressed JSON. The number stands for the variables' form as well,
which are written beside it. Format 1 is a list:
[last id given, names, rows, codes of all reached elements and flows (base64, layout.py), executions {id: count},
 outcome, reason, what can be undone: [id of what contains it, entries of elements/compensation.py]].
A row is [index of its container's row (-1 the process), index into names, token state, id, facts]. Nodes are named, not
numbered, so a state outlives changes around it. Only living tokens have a row: what is over leaves the tree as it ends,
so a state grows with what is open and with the size of the diagram, not with time.
"""

import zlib
from base64 import b64decode, b64encode

import orjson

from workflows.errors import BoundCrossed, StepFailed
from workflows.tokens import Tree

#: The newest format that this release opens, and the one that it writes. A new one is read for a release before any
#: writes it: releases side by side, and the way back, need what the release before reads (docs/adr/0027).
READS = 1
WRITES = 1


def dumps(tree: Tree) -> bytes:
    """The bytes of an instance. Raises BoundCrossed (state_bytes)."""
    names, rows = tree.tasks.rows(tree.task_tree)
    layout = tree.definition.layout
    fields = [
        tree.serial,
        names,
        rows,
        b64encode(layout.codes(tree.reached) + tree.foreign).decode(),
        tree.executions,
        tree.outcome,
        tree.reason,
        [[key, entries] for key, entries in tree.kept.items() if entries],
    ]
    state = bytes([WRITES]) + zlib.compress(orjson.dumps(fields), 1)
    if len(state) > tree.bounds.state_bytes:
        raise BoundCrossed(
            f"The instance has grown to {len(state):,} bytes; at most {tree.bounds.state_bytes:,} are allowed.",
            bound="state_bytes",
        )
    return state


def is_later(state: bytes | None) -> bool:
    """Whether a later release wrote it, in a format that this one does not read."""
    return state is not None and state[:1] > bytes([READS])


def loads(tree: Tree, state: bytes) -> None:
    """Fill an empty tree from a state. Raises StepFailed (state) for bytes that are damaged or of another diagram."""
    if not state or not 0 < state[0] <= READS:
        raise StepFailed("The state of the instance is of a format this version does not know.", kind="state")
    try:
        fields = orjson.loads(zlib.decompress(state[1:]))
    except (zlib.error, orjson.JSONDecodeError) as error:
        raise StepFailed("The state of the instance is damaged.", kind="state") from error
    tree.serial, names, rows, codes, tree.executions, tree.outcome, tree.reason, kept = fields
    tree.kept = {key: entries for key, entries in kept if entries}
    layout = tree.definition.layout
    tree.reached, tree.foreign = layout.places(b64decode(codes))
    tree.tasks.rest(names, rows, tree.task_tree)
    tree.completed = not rows
