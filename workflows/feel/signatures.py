"""The type of a function written in FEEL, and what its text promises to give (DMN 1.5, 10.3.2.13).

Reads trees only; nothing is evaluated. What cannot be told without running it is unknown.
"""

from collections.abc import Callable, Mapping
from typing import Any

from workflows.feel import nodes
from workflows.feel.conformance import ANY, NONE, UNKNOWN, Defined, resolved
from workflows.feel.nodes import Type
from workflows.feel.values import kind_of

BOOLEAN = Type("boolean")
NUMBER = Type("number")
Known = Mapping[str, Type]


def signature(node: nodes.FunctionLiteral, known: Known, types: Defined = NONE) -> Type:
    """The type of a function written in FEEL: its parameters as declared, its result as far as the text tells."""
    parameters = {parameter.name: resolved(parameter.type or ANY, types) for parameter in node.parameters}
    return Type("function", (*parameters.values(), promised(node.body, {**known, **parameters})))


def promised(node: nodes.Node, known: Known) -> Type:
    """The type that the value of this text surely has."""
    tell = _TELLS.get(type(node))
    return tell(node, known) if tell is not None else UNKNOWN


def _literal(node: nodes.Literal, _known: Known) -> Type:
    return Type({"null": "Null"}.get(kind_of(node.value), kind_of(node.value)))


def _name(node: nodes.Name, known: Known) -> Type:
    return known.get(node.name, UNKNOWN)


def _path(node: nodes.Path, known: Known) -> Type:
    source = promised(node.source, known)
    found = dict(zip(source.labels, source.parts, strict=True)) if source.name == "context" else {}
    return found.get(node.name, UNKNOWN)


def _same(kinds: list[Type]) -> Type:
    if not kinds or UNKNOWN in kinds:
        return UNKNOWN
    return kinds[0] if all(kind == kinds[0] for kind in kinds) else ANY


def _list(node: nodes.ListLiteral, known: Known) -> Type:
    return Type("list", (_same([promised(item, known) for item in node.items]),))


def _context(node: nodes.ContextLiteral, known: Known) -> Type:
    found: dict[str, Type] = {}
    for name, value in node.entries:
        found[name] = promised(value, {**known, **found})
    return Type("context", tuple(found.values()), tuple(found))


def _chain(node: nodes.Chain, known: Known) -> Type:
    kind = _same([promised(operand, known) for operand in (node.first, *(part for _, part in node.rest))])
    added = all(operator == "+" for operator, _ in node.rest)
    return kind if kind == NUMBER or (kind.name == "string" and added) else UNKNOWN


def _if(node: nodes.If, known: Known) -> Type:
    return _same([promised(node.then, known), promised(node.otherwise, known)])


def _for(node: nodes.For, known: Known) -> Type:
    hidden = dict.fromkeys((*(each.name for each in node.iterators), "partial"), UNKNOWN)
    return Type("list", (promised(node.result, {**known, **hidden}),))


def _range(node: nodes.RangeLiteral, known: Known) -> Type:
    return Type("range", (_same([promised(node.start, known), promised(node.end, known)]),))


def _boolean(_node: nodes.Node, _known: Known) -> Type:
    return BOOLEAN


_TELLS: dict[type, Callable[[Any, Known], Type]] = {
    nodes.Literal: _literal, nodes.Name: _name, nodes.Path: _path, nodes.ListLiteral: _list,
    nodes.ContextLiteral: _context, nodes.Chain: _chain, nodes.If: _if, nodes.For: _for, nodes.RangeLiteral: _range,
    nodes.FunctionLiteral: signature, nodes.Compare: _boolean, nodes.Logic: _boolean,
    nodes.Between: _boolean, nodes.In: _boolean, nodes.InstanceOf: _boolean, nodes.Quantified: _boolean,
    nodes.Negate: lambda node, known: promised(node.operand, known),
}  # fmt: skip
