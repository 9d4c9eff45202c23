"""A script looked at before it is run: its grammar, and what it asks for that the sandbox has not. Nothing is executed.

Not what keeps a script in: that is the sandbox. It says at the upload what would fail at the run.
"""

import ast
import warnings
from collections.abc import Callable
from typing import Any

from workflows.sentences import sentence

MAX_TEXT = 20_000
SECONDS = 1.0  # that a script may take
MODULES = frozenset({
    "asyncio", "base64", "bisect", "collections", "copy", "dataclasses", "datetime", "decimal", "functools", "hashlib",
    "itertools", "json", "math", "random", "re", "time", "typing",
})  # fmt: skip
ABSENT = frozenset({
    "breakpoint", "compile", "delattr", "dir", "eval", "exec", "exit", "globals", "help", "input", "memoryview", "open",
    "quit", "vars",
})  # fmt: skip
ENDINGS = frozenset({"BaseException", "GeneratorExit", "KeyboardInterrupt", "SystemExit"})
UNKNOWN: dict[type[ast.AST], str] = {
    ast.Match: "match", ast.Yield: "yield", ast.YieldFrom: "yield from", ast.TryStar: "except*",
    ast.AsyncFor: "async for", ast.AsyncWith: "async with",
}  # fmt: skip


def problem_of(script: str) -> str | None:
    """Why the script could not run, as a sentence with its line; None where nothing speaks against it."""
    if len(script) > MAX_TEXT:
        return sentence("The script is longer than %(most)s characters.", most=f"{MAX_TEXT:,}")
    try:
        tree = _tree(script)
    except SyntaxError as error:
        return sentence("The script is not Python (line %(line)s): %(error)s.", line=error.lineno or 1, error=error.msg)
    except (RecursionError, MemoryError, ValueError):
        return sentence("The script is nested too deeply, or holds signs that are no Python.")
    for node in ast.walk(tree):
        said = _asked(node)
        if said is not None:
            return sentence("Line %(line)s of the script %(said)s.", line=getattr(node, "lineno", 1), said=said)
    return None


def holds_half_characters(script: str) -> bool:
    """Whether a text in it has half of a surrogate pair, which no variable can keep."""
    if "\\" not in script or len(script) > MAX_TEXT:
        return False
    try:
        nodes = list(ast.walk(_tree(script)))
    except (SyntaxError, RecursionError, MemoryError, ValueError):
        return False  # the sandbox says what is wrong with it
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return any("\ud800" <= sign <= "\udfff" for text in texts for sign in text)


def _tree(script: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(script)


def _asked(node: ast.AST) -> str | None:
    """What the node asks for that is not there."""
    if type(node) in UNKNOWN:
        return f"uses {UNKNOWN[type(node)]}, which is not run here"
    tell = _TELLS.get(type(node))
    return tell(node) if tell is not None else None


def _imported(node: ast.Import) -> str | None:
    return next((_module(name.name) for name in node.names if _module(name.name)), None)


def _module(name: str) -> str | None:
    return None if name.partition(".")[0] in MODULES else f"imports {name[:40]}, which a script cannot reach"


def _name(node: ast.Name) -> str | None:
    if node.id.startswith("_") and node.id != "_":
        return f"uses {node.id[:40]}; names that begin with _ are reserved"
    if node.id in ENDINGS:
        return f"uses {node.id}; a script ends at its end or by an error"
    return f"calls {node.id}, which is not there" if node.id in ABSENT and isinstance(node.ctx, ast.Load) else None


def _attribute(node: ast.Attribute) -> str | None:
    if node.attr.startswith("_"):
        return f"asks for {node.attr[:40]}; names that begin with _ are reserved"
    return 'uses format; write f"{name}"' if node.attr in ("format", "format_map") else None


def _class(node: ast.ClassDef) -> str | None:
    return "makes a class of another class, which is not run here" if node.bases or node.keywords else None


_TELLS: dict[type[ast.AST], Callable[[Any], str | None]] = {
    ast.Import: _imported,
    ast.ImportFrom: lambda node: _module(node.module or "."),
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.ClassDef: _class,
}
