"""The texts of a DMN file, compiled: expressions, unary tests and lists of values, in FEEL and nothing else."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from workflows.feel import Expression, FeelSyntaxError, UnaryTests, compile_expression, compile_unary_tests
from workflows.loader.vocabulary import Node

Compiled = TypeVar("Compiled", Expression, UnaryTests)
_PLAIN = re.compile(r"[^\W\d]\w*")  # FEEL knows such a name without being told
ProblemAt = Callable[[Node, str, str, str], None]


class Cells:
    """Compiles texts; `names` are the variables of the file, which may have spaces in them."""

    def __init__(self, names: set[str], language: str | None, problem: ProblemAt) -> None:
        self.names = frozenset(name for name in names if not _PLAIN.fullmatch(name))
        self.language = language
        self.problem = problem

    def expression(self, node: Node) -> Expression | None:
        """The expression in the node's text; None where there is none, or where it is wrong, which is noted."""
        text = text_of(node)
        if not text or not self._is_feel(node):
            return None
        return self._compiled(node, lambda: compile_expression(text, self.names))

    def tests(self, node: Node) -> UnaryTests | None:
        """The unary tests in the node's text; None where any value passes."""
        text = text_of(node)
        if not text or text == "-" or not self._is_feel(node):
            return None
        return self._compiled(node, lambda: compile_unary_tests(text, self.names))

    def listed(self, node: Node) -> Expression | None:
        """A comma-separated list of values as one list expression."""
        text = text_of(node)
        return self._compiled(node, lambda: compile_expression(f"[{text}]", self.names)) if text else None

    def _compiled(self, node: Node, compile_it: Callable[[], Compiled]) -> Compiled | None:
        try:
            return compile_it()
        except FeelSyntaxError as error:
            message = f"“{text_of(node)[:80]}” is not FEEL (line {error.line}, column {error.column}): {error.message}"
            hint = 'Numbers, "texts" in quotes, true, false; > 100, [1..5], "a","b" or not("c") in conditions.'
            self.problem(node, "feel.syntax", message, hint)
            return None

    def _is_feel(self, node: Node) -> bool:
        language = node.get("expressionLanguage") or self.language or "feel"
        if "feel" in language.lower():
            return True
        message = f"An expression is written in {language[:80]}; decisions are written in FEEL here."
        self.problem(node, "decision.language", message, "Choose FEEL as the expression language and rewrite it.")
        return False


def children(node: Node, name: str) -> Iterator[Node]:
    """Children of this local name in the node's own namespace."""
    space = str(node.tag).rpartition("}")[0]
    return (found for found in node if found.tag == f"{space}}}{name}")


def child(node: Node, name: str) -> Node | None:
    """The first of them."""
    return next(children(node, name), None)


def text_of(node: Node) -> str:
    """The content of the node's `text` element, without surrounding space."""
    said = child(node, "text")
    return (said.text or "").strip() if said is not None else ""


def name_of(node: Node) -> str:
    """The node's name."""
    return (node.get("name") or "").strip()
