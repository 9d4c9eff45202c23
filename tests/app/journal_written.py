"""Every place in app/ that writes an entry of the journal, found by reading the code: of which kind, with which facts.

Follows what hands a kind on: a function that takes it as an argument, a class that carries it.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.app.code_read import Facts, Function, Module, Place, Scope, called, modules


@dataclass(frozen=True)
class Written:
    """One place and one kind, perhaps with a `*` in it. `sure`: facts always given; `maybe`: under a condition."""

    where: str
    kind: str
    sure: frozenset[str]
    maybe: frozenset[str]


@dataclass
class Writer:
    """What writes an entry of the kind that it is given. `rest`: the arguments that bring facts; `facts`: its own."""

    arguments: list[str]
    kind: str
    rest: set[str]
    facts: Facts = field(default_factory=Facts)
    default: ast.expr | None = None


WRITE: Place = ("app.operations.journal", "write")


def everything() -> list[Written]:
    """All of them."""
    writers = {WRITE: Writer(["request_id", "actor", "kind", "text"], "kind", {"data"}), **_carriers()}
    calls = list(_calls())
    while True:
        found, handing = list[Written](), dict[Place, Writer]()
        for module, function, call, place in calls:
            if place in writers:
                for kind, facts in _said(module, function, call, writers[place]):
                    if kind.startswith("<"):
                        handing[module.name, function.name] = _hands_on(module, function, kind[1:-1], facts)
                    else:
                        where = f"{module.name}:{call.lineno}"
                        found.append(Written(where, kind, frozenset(facts.sure), frozenset(facts.maybe)))
        if handing.keys() <= writers.keys():
            return found
        writers |= handing


def _carriers() -> dict[Place, Writer]:
    """Classes that hold an entry until it is written: with a kind, its words and its facts."""
    found = {}
    for module in modules().values():
        for made in module.classes.values():
            held = {
                n.target.id: n.value
                for n in made.body
                if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)
            }
            if {"kind", "text", "facts"} <= held.keys():
                found[module.name, made.name] = Writer([*held], "kind", {"facts"}, default=held["kind"])
    return found


def _calls() -> Iterator[tuple[Module, Function, ast.Call, Place]]:
    for module in modules().values():
        for function in (node for node in ast.walk(module.tree) if isinstance(node, Function)):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and (place := called(module, node)):
                    yield module, function, node, place


def _said(module: Module, function: Function, call: ast.Call, writer: Writer) -> Iterator[tuple[str, Facts]]:
    """The kinds of a call of a writer, each with the facts that it gives."""
    scope = Scope(module, function, call.lineno)
    given = dict(zip(writer.arguments, call.args, strict=False)) | {k.arg: k.value for k in call.keywords if k.arg}
    kind = given.get(writer.kind, writer.default)
    facts = Facts(set(writer.facts.sure), set(writer.facts.maybe))
    for name, value in given.items():
        if name in writer.rest:
            facts.add(scope.facts(value))
        elif name not in writer.arguments:
            facts.sure.add(name)
    for spread in call.keywords:
        if spread.arg is None:
            facts.add(scope.facts(spread.value))
    for one in scope.kinds(kind) if kind is not None else ():
        yield one, facts


def _hands_on(module: Module, function: Function, kind: str, facts: Facts) -> Writer:
    return Writer(Scope(module, function, 0).arguments, kind, facts.handed, facts)
