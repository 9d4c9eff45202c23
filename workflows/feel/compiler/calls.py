"""Invocations to closures (DMN 1.5, 10.3.2.13 and table 63): built-ins are found while compiling."""

from collections.abc import Sequence
from typing import Any

from workflows.feel import nodes
from workflows.feel.compiler.shape import Shape, close, compiles
from workflows.feel.functions.registry import BUILTINS, Builtin, Overload, apply
from workflows.feel.run import Closure, Frame
from workflows.feel.values import kind_of


@compiles(nodes.Call)
def call(node: nodes.Call, shape: Shape) -> Closure:
    arguments = [close(argument, shape) for argument in node.arguments]
    builtin = _builtin(node.function, shape)
    if builtin is None:
        return _value_call(close(node.function, shape), arguments, node.names)
    ways = builtin.named(node.names) if node.names else builtin.placed(len(arguments))
    if not ways:
        sentence = builtin.misfit(node.names or len(arguments))
        return lambda frame: frame.run.null(sentence)
    if node.names:
        return _named_call(builtin, node.names, arguments)
    return _builtin_call(ways, arguments)


def _builtin(function: nodes.Node, shape: Shape) -> Builtin | None:
    """A name that is bound in the text hides the built-in of that name; a variable, being data, does not."""
    if not isinstance(function, nodes.Name) or shape.binds(function.name):
        return None
    return BUILTINS.get(function.name)


def _builtin_call(ways: list[Overload], arguments: list[Closure]) -> Closure:
    def invoke(frame: Frame) -> Any:
        values = [argument(frame) for argument in arguments]
        return apply(frame.run, ways, [values] * len(ways))

    return invoke


def _named_call(builtin: Builtin, names: tuple[str, ...], arguments: list[Closure]) -> Closure:
    def invoke(frame: Frame) -> Any:
        values = (argument(frame) for argument in arguments)
        return builtin.invoke_named(frame.run, dict(zip(names, values, strict=True)))

    return invoke


def _value_call(function: Closure, arguments: list[Closure], names: Sequence[str] | None) -> Closure:
    def invoke(frame: Frame) -> Any:
        called = function(frame)
        values = [argument(frame) for argument in arguments]
        if kind_of(called) != "function":
            frame.run.warn(f"{'null' if called is None else 'a ' + kind_of(called)} cannot be called")
            return None
        if names:
            return called.invoke_named(frame.run, dict(zip(names, values, strict=True)))
        return called.invoke(frame.run, values)

    return invoke
