"""The list of problems found while a schema is read, and the readers of single properties that write into it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.catalogue.forms.expressions import Expression, expression, is_expression
from app.catalogue.forms.patterns import Pattern, PatternError, pattern
from app.catalogue.forms.phrases import Phrase, phrase
from workflows.errors import Problem
from workflows.feel import FeelError
from workflows.sentences import of, sentence


@dataclass
class Notes:
    """Problems so far; `at` names the component being read."""

    found: list[Problem] = field(default_factory=list)
    at: str = ""

    def error(self, code: str, message: str, hint: str | None = None) -> None:
        self.found.append(Problem("error", code, message, self.at or None, None, hint))

    def expression(self, text: Any, what: str) -> Expression | None:
        """A FEEL text, or None and a problem."""
        if not isinstance(text, str) or not text.strip():
            return None
        try:
            return expression(text)
        except FeelError as error:
            self._unreadable(what, error)
            return None

    def phrase(self, text: Any, what: str) -> Phrase:
        """Words with or without FEEL in them."""
        try:
            return phrase(text)
        except FeelError as error:
            self._unreadable(what, error)
            return Phrase()

    def switch(self, value: Any, what: str) -> bool | Expression:
        """true, false or "=FEEL"; anything else counts as false."""
        if is_expression(value):
            return self.expression(value, what) or False
        return value is True or value == "true"

    def limit(self, value: Any, what: str) -> Decimal | Expression | None:
        """A number, its text, or "=FEEL"."""
        if value is None or value == "":
            return None
        if is_expression(value):
            return self.expression(value, what)
        number = decimal(value)
        if number is None:
            self.error("form-number", sentence("%(what)s is no number: %(value)s.", what=what, value=str(value)[:50]))
        return number

    def pattern(self, source: Any) -> Pattern | None:
        if not isinstance(source, str) or not source:
            return None
        try:
            return pattern(source)
        except PatternError as error:
            self.error("form-pattern", of(error), sentence("Try the pattern with an example of what should pass."))
            return None

    def _unreadable(self, what: str, error: FeelError) -> None:
        message = sentence("%(what)s cannot be read: %(why)s", what=what, why=of(error))
        self.error("form-expression", message, sentence("Expressions are FEEL and begin with =."))


def decimal(value: Any) -> Decimal | None:
    """A finite number of the schema as Decimal; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    try:
        number = Decimal(str(value).strip())
    except ArithmeticError:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 35 else None


def mapping(value: Any) -> Mapping[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def words(value: Any) -> str:
    """The text, or an empty one."""
    return value if isinstance(value, str) else ""
