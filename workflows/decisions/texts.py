"""The texts of a DMN file, compiled: expressions, unary tests and lists of values, in FEEL and nothing else."""

from collections.abc import Callable, Iterable

from workflows.decisions.making import failing
from workflows.decisions.scope import Scope
from workflows.decisions.xml import text_of
from workflows.feel import FeelSyntaxError
from workflows.feel.conformance import Defined
from workflows.feel.expression import compile_part
from workflows.feel.names import KnownNames
from workflows.feel.run import Body
from workflows.loader.vocabulary import Node
from workflows.sentences import sentence

ProblemAt = Callable[[Node, str, str, str], None]
_HINT = sentence('Numbers, "texts" in quotes, true, false; > 100, [1..5], "a","b" or not("c") in conditions.')


class Texts:
    """Compiles texts; `names` are all names of the model, which may have signs in them; `types` those it defines."""

    def __init__(self, names: Iterable[str], types: Defined, language: str | None, problem: ProblemAt) -> None:
        self.names = frozenset(names)
        self.known = KnownNames(self.names)
        self.types = types
        self.language = language
        self.problem = problem

    def expression(self, node: Node, scope: Scope) -> Body | None:
        """The expression in the node's text; None where there is none. What is wrong is noted and comes out null."""
        text = text_of(node)
        return self._compiled(node, text, scope, False) if text else None

    def tests(self, node: Node, scope: Scope) -> Body | None:
        """The unary tests in the node's text; None where any value passes."""
        text = text_of(node)
        return self._compiled(node, text, scope, True) if text and text != "-" else None

    def listed(self, node: Node, scope: Scope) -> Body | None:
        """A comma-separated list of values as one list expression."""
        text = text_of(node)
        return self._compiled(node, f"[{text}]", scope, False) if text else None

    def gone_through(self, node: Node, scope: Scope) -> Body:
        """A range without brackets, `1..5`, as the list of what is in it."""
        return self._compiled(node, f"for i in {text_of(node)} return i", scope, False)

    def _compiled(self, node: Node, text: str, scope: Scope, unary: bool) -> Body:
        if not self._is_feel(node):
            return failing("An expression is not written in FEEL.")
        try:
            return compile_part(text, self.known, scope.bound, self.types, unary=unary)
        except FeelSyntaxError as error:
            what = f"“{text_of(node)[:80]}”"
            message = sentence("%(what)s is not FEEL: %(error)s", what=what, error=error.message)
            self.problem(node, "feel.syntax", message, _HINT)
            return failing(message)

    def _is_feel(self, node: Node) -> bool:
        language = node.get("expressionLanguage") or self.language or "feel"
        if "feel" in language.lower():
            return True
        message = sentence(
            "An expression is written in %(language)s; decisions are written in FEEL here.", language=language[:80]
        )
        hint = sentence("Choose FEEL as the expression language and rewrite it.")
        self.problem(node, "decision.language", message, hint)
        return False
