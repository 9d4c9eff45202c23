"""FEEL in forms: texts that begin with "=", as form-js writes conditions, options and computed values.

The only door from forms to workflows.feel. An expression that fails while somebody fills in a form is no reason to
lose the form: it counts as null, like every unknown name in FEEL (DMN 1.5, 10.3.2).
"""

from dataclasses import dataclass
from typing import Any

from app.catalogue.forms.sight import Sight
from workflows import feel
from workflows.feel import FeelError, compile_expression, to_json

FUEL = 50_000
MAX_LENGTH = 10_000


@dataclass(frozen=True)
class Expression:
    """A compiled FEEL text; `source` is without the leading "="."""

    source: str
    compiled: feel.Expression

    def value(self, sight: Sight) -> Any:
        """What it gives here and now, as JSON values; None where it gives nothing."""
        try:
            return to_json(self.compiled.evaluate(sight.variables, at=sight.at, zone=sight.zone, fuel=FUEL))
        except FeelError:
            return None

    def holds(self, sight: Sight) -> bool:
        """Only true is true (form-js, ConditionChecker)."""
        return self.value(sight) is True


def is_expression(value: object) -> bool:
    return isinstance(value, str) and value.lstrip().startswith("=")


def expression(text: str) -> Expression:
    """Compile "=..." (the sign may be missing). Raises FeelError with a sentence."""
    source = text.strip().removeprefix("=").strip()
    if len(source) > MAX_LENGTH:
        raise FeelError(f"The expression is longer than {MAX_LENGTH:,} characters.")
    return Expression(source, compile_expression(source))
