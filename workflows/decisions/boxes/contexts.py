"""Boxed contexts, lists and relations (DMN 1.5, 7.3.9 to 7.3.11 and 10.2.1.4 to 10.2.1.6)."""

from typing import Any

from workflows.decisions.boxes.reader import Reader
from workflows.decisions.item_types import keeping
from workflows.decisions.making import enter
from workflows.decisions.scope import Scope
from workflows.decisions.xml import child, children, local, name_of, type_ref
from workflows.feel.functions.lambdas import Fit
from workflows.feel.run import Body, Frame
from workflows.loader.vocabulary import Node

Entry = tuple[str, Body, Fit | None]


def context(reader: Reader, node: Node, scope: Scope) -> Body:
    """Each entry sees those before it and, being a function, itself. An entry without a name is the whole's value."""
    entries: list[Entry] = []
    within = scope
    for entry in children(node, "contextEntry"):
        variable = child(entry, "variable")
        name = name_of(variable) if variable is not None else ""
        within = within.inner(name) if name else within
        body = reader.held(entry, within, f"The entry {name}")
        entries.append((name, body, keeping(reader.types.named(type_ref(variable)), f"The entry {name}")))
    return Body(lambda frame: _built(frame, entries), 1)


def _built(frame: Frame, entries: list[Entry]) -> Any:
    values: dict[str, Any] = {}
    inner = Frame(frame.run, values, frame)
    for name, body, keep in entries:
        value = enter(body, inner)
        value = value if keep is None else keep(frame.run, value)
        if not name:
            return value
        values[name] = value
    return values


def list_(reader: Reader, node: Node, scope: Scope) -> Body:
    """The values of the expressions, in order."""
    items = [reader.expression(item, scope) for item in node if local(item) in reader.rules]
    return Body(lambda frame: [enter(item, frame) for item in items], 1)


def relation(reader: Reader, node: Node, scope: Scope) -> Body:
    """A list with a context for each row."""
    columns = [name_of(column) for column in children(node, "column")]
    kinds = [reader.types.named(type_ref(column)) for column in children(node, "column")]
    keeps = [keeping(kind, f"The column {name}") for name, kind in zip(columns, kinds, strict=True)]
    rows = [list(zip(columns, _cells(reader, row, scope), keeps, strict=False)) for row in children(node, "row")]
    return Body(lambda frame: [_row(frame, row) for row in rows], 1)


def _cells(reader: Reader, row: Node, scope: Scope) -> list[Body]:
    return [reader.expression(cell, scope) for cell in row if local(cell) in reader.rules]


def _row(frame: Frame, row: list[Entry]) -> dict[str, Any]:
    values = ((name, enter(body, frame), keep) for name, body, keep in row)
    return {name: value if keep is None else keep(frame.run, value) for name, value, keep in values}
