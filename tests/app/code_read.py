"""Reading the code of app/ for the journal: what a kind may be, and which facts a dict holds, where a function says so.

Reads; runs nothing. Knows assignments, conditions, functions of ours that return them, classes that carry them.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
ANY = "*"  # a part of a kind that only the running program knows
Place = tuple[str, str]  # module, name of a function or class
Function = ast.FunctionDef


@dataclass
class Facts:
    """`sure`: always given; `maybe`: given under a condition. `handed`: argument that brings more."""

    sure: set[str] = field(default_factory=set)
    maybe: set[str] = field(default_factory=set)
    handed: set[str] = field(default_factory=set)

    def add(self, other: "Facts") -> None:
        """What both give."""
        self.sure |= other.sure
        self.maybe |= other.maybe
        self.handed |= other.handed


@dataclass
class Module:
    """One file: what it defines, and what its names stand for."""

    name: str
    tree: ast.Module
    functions: dict[str, Function] = field(default_factory=dict)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    constants: dict[str, ast.expr] = field(default_factory=dict)
    names: dict[str, Place] = field(default_factory=dict)


@cache
def modules() -> dict[str, Module]:
    """All of app/, by dotted name."""
    found = {}
    for path in APP.rglob("*.py"):
        name = ".".join(path.relative_to(APP.parent).with_suffix("").parts)
        found[name] = _module(name, ast.parse(path.read_text(encoding="utf-8")))
    return found


def _module(name: str, tree: ast.Module) -> Module:
    made = Module(name, tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            made.names |= {one.asname or one.name: (node.module, one.name) for one in node.names}
    for node in tree.body:
        if isinstance(node, Function):
            made.functions[node.name] = node
        elif isinstance(node, ast.ClassDef):
            made.classes[node.name] = node
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            made.constants[node.targets[0].id] = node.value
    for name_of in (*made.functions, *made.classes):
        made.names[name_of] = (name, name_of)
    return made


def called(module: Module, call: ast.Call) -> Place | None:
    """What a call calls: a function or class of this module, or one that it imports, or one of a module it imports."""
    func = call.func
    if isinstance(func, ast.Name):
        return module.names.get(func.id)
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id in module.names:
        return ".".join(module.names[func.value.id]), func.attr
    return None


@dataclass
class Scope:
    """A function as it stands before one of its lines."""

    module: Module
    function: Function
    line: int

    @property
    def arguments(self) -> list[str]:
        """Its arguments by name, in order."""
        return [one.arg for one in (*self.function.args.args, *self.function.args.kwonlyargs)]

    def kinds(self, value: ast.expr) -> set[str]:
        """What a kind may be; an argument's name in angle brackets."""
        match value:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=one, orelse=other):
                return self.kinds(one) | self.kinds(other)
            case ast.JoinedStr(values=parts):
                return {"".join(str(part.value) if isinstance(part, ast.Constant) else ANY for part in parts)}
            case ast.Name(id=name):
                return self._named(name)
            case ast.Call():
                inner = _function(called(self.module, value))
                return set().union(*(scope.kinds(said) for scope, said in inner)) or {ANY}
            case ast.Attribute(attr=attr):
                return self._of_class(attr)
        return {ANY}

    def facts(self, value: ast.expr | None) -> Facts:
        """The names that a dict holds."""
        match value:
            case ast.Dict(keys=keys, values=values):
                found = Facts()
                for key, one in zip(keys, values, strict=True):
                    found.add(self.facts(one) if key is None else Facts(sure=_text(key)))
                return found
            case ast.IfExp(body=one, orelse=other):
                first, second = self.facts(one), self.facts(other)
                every = first.sure | second.sure | first.maybe | second.maybe
                return Facts(first.sure & second.sure, every, first.handed | second.handed)
            case ast.Name(id=name):
                return self._dict(name)
            case ast.Call():
                inner = [scope.facts(said) for scope, said in _function(called(self.module, value))]
                return inner[0] if inner else Facts()
        return Facts()

    def _named(self, name: str) -> set[str]:
        found = set().union(*(self.kinds(value) for value in self._assigned(name)))
        if found:
            return found
        if name in self.arguments:
            return {f"<{name}>"}
        return self.kinds(self.module.constants[name]) if name in self.module.constants else {ANY}

    def _dict(self, name: str) -> Facts:
        given = self.function.args.kwarg
        found = Facts(handed={name}) if name in self.arguments or (given and given.arg == name) else Facts()
        for at, value in self._set(name):
            if value is not None:
                found = Scope(self.module, self.function, at).facts(value)
        for node in ast.walk(self.function):
            match node:
                case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=held), slice=key)]) if held == name:
                    found.maybe |= _text(key)
        return found

    def _assigned(self, name: str) -> list[ast.expr]:
        return [value for _at, value in self._set(name) if value is not None]

    def _set(self, name: str) -> Iterator[tuple[int, ast.expr | None]]:
        """What the name was given before the line, in order."""
        for node in sorted(_statements(self.function), key=lambda one: one.lineno):
            if node.lineno >= self.line:
                return
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                yield from ((node.lineno, value) for held, value in _pairs(target, node.value) if held == name)

    def _of_class(self, attr: str) -> set[str]:
        """What a class that the module knows says by this name; what its maker is given is a place of its own."""
        found, known = set[str](), False
        for module, name in {*self.module.names.values()}:
            made = modules()[module].classes.get(name) if module in modules() else None
            for node in made.body if made is not None else ():
                known = known or (isinstance(node, ast.AnnAssign) and _name(node.target) == attr)
                if isinstance(node, Function) and node.name == attr:
                    found |= {kind for scope, said in _returns(module, node) for kind in scope.kinds(said)}
        return found if found or known else {ANY}


def _statements(function: Function) -> list[ast.Assign | ast.AnnAssign]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Assign | ast.AnnAssign)]


def _pairs(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, ast.expr | None]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its in zip(target.elts, value.elts, strict=True):
            yield from _pairs(one, its)


def _name(target: ast.expr) -> str:
    return target.id if isinstance(target, ast.Name) else ""


def _text(key: ast.expr) -> set[str]:
    return {str(key.value)} if isinstance(key, ast.Constant) else set()


def _function(place: Place | None) -> list[tuple[Scope, ast.expr]]:
    """What a function of ours returns, each with where."""
    module = modules().get(place[0]) if place else None
    function = module.functions.get(place[1]) if module and place else None
    return _returns(place[0], function) if place and function else []


def _returns(module: str, function: Function) -> list[tuple[Scope, ast.expr]]:
    found = [one for one in ast.walk(function) if isinstance(one, ast.Return) and one.value is not None]
    return [(Scope(modules()[module], function, one.lineno), one.value) for one in found if one.value is not None]
