"""Input and output mappings (zeebe:ioMapping): what an element sees under its own names, and what leaves it."""

from typing import Any

from workflows import scopes
from workflows.element import Mapping
from workflows.elements import data_store
from workflows.expressions import Formula
from workflows.tokens import Token

Compiled = tuple[tuple[Mapping, Formula], ...]


def compiled(mappings: tuple[Mapping, ...]) -> Compiled:
    """Each mapping with its source compiled. Raises FeelSyntaxError."""
    return tuple((mapping, Formula(mapping.source)) for mapping in mappings)


def own(token: Token) -> dict[str, Any]:
    """The variables of the token's own scope, which is opened if there was none. They may be written."""
    tree = token.workflow
    if token.id not in tree.record:
        scopes.open_scope(tree.record, token.id, tree.scope_of(token.parent), {})
    return scopes.own(tree.record, token.id)


def take(token: Token, inputs: Compiled) -> None:
    """Fill the element's own scope through its input mappings, each seeing those before it."""
    if not inputs:
        return
    node, tree, local = token.task_spec, token.workflow, own(token)
    for mapping, formula in inputs:
        what = f'The input "{mapping.target}" of {node.label}'
        context = data_store.seen(token, mapping, tree.visible(token))
        scopes.assign(local, mapping.target, formula.value(tree, context, node.element.id, what))


def give(token: Token, result: dict[str, Any], outputs: Compiled) -> None:
    """Let `result` out: name by name to the nearest scope that has it; where there are `outputs` only they leave.
    What goes into a data store is no such output: beside it the variables leave as without it."""
    tree = token.workflow
    if outputs:
        map_out(token, {**tree.visible(token), **result}, outputs)
    if not narrow(outputs):
        scopes.merge(tree.record, tree.scope_of(token), result)


def narrow(outputs: Compiled) -> bool:
    """Some output names a variable: nothing else leaves."""
    return any(not mapping.writes for mapping, _ in outputs)


def map_out(token: Token, context: dict[str, Any], outputs: Compiled) -> None:
    """Evaluate the output mappings in `context`, each seeing those before it, and merge them above the token, or into
    the data store they lead to; of an instance of a multi-instance beginning with its own scope, where its output
    element lies."""
    node, tree = token.task_spec, token.workflow
    above = tree.scope_of(token if "loop" in token.internal_data else token.parent)
    outside = scopes.visible(tree.record, above)
    leaving: dict[str, Any] = {}
    for mapping, formula in outputs:
        head = mapping.target.partition(".")[0]
        what = f'The output "{mapping.target}" of {node.label}'
        value = formula.value(tree, data_store.seen(token, mapping, context), node.element.id, what)
        if mapping.writes:
            data_store.write(token, mapping, value)
            continue
        if head != mapping.target and head not in leaving and head in outside:
            leaving[head] = outside[head]
        scopes.assign(leaving, mapping.target, value)
        context[head] = leaving[head]
    scopes.merge(tree.record, above, leaving)
