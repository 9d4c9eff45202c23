"""Input and output mappings (zeebe:ioMapping): what an element sees under its own names, and what leaves it."""

from typing import Any

from workflows import scopes
from workflows.element import Mapping
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
        scopes.assign(local, mapping.target, formula.value(tree, tree.visible(token), node.element.id, what))


def give(token: Token, result: dict[str, Any], outputs: Compiled) -> None:
    """Let `result` out: name by name to the nearest scope that has it; where there are `outputs` only they leave."""
    tree = token.workflow
    if outputs:
        map_out(token, {**tree.visible(token), **result}, outputs)
    else:
        scopes.merge(tree.record, tree.scope_of(token), result)


def map_out(token: Token, context: dict[str, Any], outputs: Compiled) -> None:
    """Evaluate the output mappings in `context`, each seeing those before it, and merge them above the token; of an
    instance of a multi-instance beginning with its own scope, where its output element lies."""
    node, tree = token.task_spec, token.workflow
    above = tree.scope_of(token if "loop" in token.internal_data else token.parent)
    outside = scopes.visible(tree.record, above)
    leaving: dict[str, Any] = {}
    for mapping, formula in outputs:
        head = mapping.target.partition(".")[0]
        if head != mapping.target and head not in leaving and head in outside:
            leaving[head] = outside[head]
        what = f'The output "{mapping.target}" of {node.label}'
        scopes.assign(leaving, mapping.target, formula.value(tree, context, node.element.id, what))
        context[head] = leaving[head]
    scopes.merge(tree.record, above, leaving)
