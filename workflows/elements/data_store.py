"""Data store: information that lives beyond the request and the process (BPMN 2.0.2, 10.4.1).

Read and written by data associations alone. What the stores hold comes with the command and leaves with the Step;
within one command a reader sees what was written before it. The engine never fetches or keeps anything itself.
"""

from collections.abc import Mapping as Values
from typing import Any

from workflows import scopes, values
from workflows.element import Mapping
from workflows.errors import BoundCrossed
from workflows.step import Stored
from workflows.tokens import Token


def seen(token: Token, mapping: Mapping, variables: dict[str, Any]) -> dict[str, Any]:
    """What the mapping's expression sees: the variables, and the stores that the association leads from or to."""
    if not mapping.reads:
        return variables
    return {**variables, **{name: _held(token, key) for name, key in mapping.reads}}


def write(token: Token, mapping: Mapping, value: Any) -> None:
    """Put the value into the store, or to its place inside. Raises BoundCrossed (store): it is full, or too large."""
    tree, key = token.workflow, mapping.writes
    name = mapping.target.partition(".")[0]
    held: dict[str, Any] = {name: _held(token, key)}
    scopes.assign(held, mapping.target, value)
    _fits(token, key, name, held[name])
    tree.stores[key] = held[name]
    tree.stored[key] = Stored(key, held[name], token.task_spec.element.id)


def _held(token: Token, key: str) -> Any:
    tree = token.workflow
    if key in tree.stores:
        return tree.stores[key]
    return None if tree.definition.stores[key].single else []


def _fits(token: Token, key: str, name: str, value: Any) -> None:
    tree, node = token.workflow, token.task_spec
    stores: Values[str, Any] = tree.definition.stores
    capacity, most = stores[key].capacity, tree.bounds.store_bytes
    if capacity is not None and isinstance(value, list) and len(value) > capacity:
        said = f"{node.label} would keep {len(value):,} entries in the data store {name}, which holds {capacity:,}."
    elif (size := len(values.dumps(value))) > most:
        said = f"{node.label} would make the data store {name} {size:,} bytes large; at most {most:,} are kept."
    else:
        return
    raise BoundCrossed(said, bound="store", element=node.element.id)
