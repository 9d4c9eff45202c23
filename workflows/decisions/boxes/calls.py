"""Boxed functions and invocations (DMN 1.5, 10.2.1.7, 10.2.1.3 and 7.3.6)."""

from typing import Any

from workflows.decisions.boxes.reader import Reader
from workflows.decisions.item_types import converting, fit_of
from workflows.decisions.making import enter, fail, failing
from workflows.decisions.scope import Scope
from workflows.decisions.xml import child, children, name_of, type_ref
from workflows.feel.functions.lambdas import Fit, Lambda
from workflows.feel.run import Body, Frame
from workflows.feel.values import kind_of, phrase
from workflows.loader.vocabulary import Node

OWN = frozenset({"", "FEEL", "F"})


def function(reader: Reader, node: Node, scope: Scope) -> Body:
    """A function, that of a knowledge model too. One in another language than FEEL is noted, and null when called."""
    names, fits = parameters(reader, node)
    kind = (node.get("kind") or "").strip()
    if kind.upper() in OWN:
        code = reader.held(node, scope.inner(*names), "A function")
    else:
        code = _foreign(reader, node, kind)
    return Body(lambda frame: Lambda(names, fits, code, frame), 1)


def parameters(reader: Reader, node: Node) -> tuple[tuple[str, ...], tuple[Fit | None, ...]]:
    """The names of a function's formal parameters, and what makes arguments fit them."""
    found = list(children(node, "formalParameter"))
    fits = (fit_of(reader.types.named(type_ref(parameter))) for parameter in found)
    return tuple(name_of(parameter) for parameter in found), tuple(fits)


def _foreign(reader: Reader, node: Node, kind: str) -> Body:
    message = f"A function is written in {kind[:40]}, which is not run here."
    reader.problem(node, "decision.unsupported", message, "Write the function in FEEL.")
    return failing(message)


def invocation(reader: Reader, node: Node, scope: Scope) -> Body:
    """The function of that name, called with the bindings as named arguments."""
    called = reader.held(node, scope, "The function of an invocation")
    bindings = {_parameter(binding): _bound(reader, binding, scope) for binding in children(node, "binding")}

    def call(frame: Frame) -> Any:
        found = enter(called, frame)
        if kind_of(found) != "function":
            return fail(frame.run, f"{phrase(found)} is called, which is no function.")
        values = {name: enter(body, frame) for name, body in bindings.items()}
        return found.invoke_named(frame.run, values) if values else found.invoke(frame.run, [])

    return Body(call, 1)


def _bound(reader: Reader, binding: Node, scope: Scope) -> Body:
    code = reader.held(binding, scope, "A binding")
    convert = converting(reader.types.named(type_ref(child(binding, "parameter"))))
    return code if convert is None else Body(lambda frame: convert(frame.run, code.closure(frame)), code.cost)


def _parameter(binding: Node) -> str:
    parameter = child(binding, "parameter")
    return name_of(parameter) if parameter is not None else ""
