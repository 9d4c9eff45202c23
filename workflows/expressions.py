"""FEEL as the diagram uses it: compiled once with the definition, evaluated against a scope, failing with a sentence.

Nothing is compiled while a process runs, and nothing a FEEL text does leaves this module as anything but StepFailed.
"""

import re
from collections.abc import Mapping, Set
from typing import Any

from workflows import values
from workflows.errors import BadValue, BoundCrossed, StepFailed
from workflows.feel import Evaluation, FeelError, FeelFuelError, compile_expression
from workflows.feel import to_json as plain
from workflows.feel.values import phrase

_CLOCK = re.compile(r"\b(?:now|today)\b")


class Formula:
    """A compiled FEEL text. Raises FeelSyntaxError when made from a text that is not FEEL."""

    __slots__ = ("_compiled", "_tells_time", "names", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._compiled = compile_expression(text)
        self._tells_time = bool(_CLOCK.search(text))
        #: The variables that it reads, or may read.
        self.names: frozenset[str] = self._compiled.names | self._compiled.maybe_names

    def follows(self, names: Set[str]) -> bool:
        """Whether it may have another value now that these variables have: it reads one of them, or the clock."""
        return self._tells_time or not self.names.isdisjoint(names)

    def raw(self, run: Any, context: Mapping[str, Any], element: str, what: str) -> Evaluation:
        """The FEEL value (temporals unconverted) and why it may be null. `run` gives at, zone and bounds, and is
        told what was spent."""
        try:
            result = self._compiled.explain(context, at=run.at, zone=run.zone, fuel=run.bounds.fuel)
        except FeelFuelError as error:
            raise BoundCrossed(f"{what} cannot be worked out: {error}", bound="fuel", element=element) from error
        except FeelError as error:
            raise StepFailed(f"{what} cannot be worked out: {error}", kind="expression", element=element) from error
        run.fuel += result.steps
        return result

    def value(self, run: Any, context: Mapping[str, Any], element: str, what: str) -> Any:
        """The value as checked JSON."""
        try:
            return values.check(plain(self.raw(run, context, element, what).value))
        except (FeelError, BadValue) as error:
            raise StepFailed(f"{what} gives no value to keep: {error}", kind="values", element=element) from error

    def true(self, run: Any, context: Mapping[str, Any], element: str, what: str) -> bool:
        """The boolean. Raises StepFailed (expression) for anything else, saying what it was and why."""
        result = self.raw(run, context, element, what)
        if result.value is True or result.value is False:
            return bool(result.value)
        raise StepFailed(
            f"{what} must be true or false, but {self.text} is {_told(result)}.", kind="expression", element=element
        )

    def known(self, run: Any, context: Mapping[str, Any], element: str, what: str) -> Any:
        """The value as JSON, which may not be null. Raises StepFailed (expression) that says why it is."""
        result = self.raw(run, context, element, what)
        try:
            value = plain(result.value)
        except FeelError:
            value = None
        if value is None:
            raise StepFailed(
                f"{what} must be known, but {self.text} is {_told(result)}.", kind="expression", element=element
            )
        return value

    def key(self, run: Any, context: Mapping[str, Any], element: str, what: str) -> str:
        """The value as plain text, to be compared. Raises StepFailed (expression) for null, lists and contexts."""
        value = self.known(run, context, element, what)
        if isinstance(value, (dict, list)):
            message = f"{what} must be text, a number or a boolean, but {self.text} is {phrase(value)}."
            raise StepFailed(message, kind="expression", element=element)
        return values.plain_text(value)


class Template:
    """A text of a diagram that is FEEL when it begins with "=", and itself otherwise."""

    __slots__ = ("formula", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.formula = Formula(text[1:]) if text.startswith("=") else None

    def value(self, run: Any, context: Mapping[str, Any], element: str, what: str) -> Any:
        """The text, or the checked JSON value of the expression."""
        return self.text if self.formula is None else self.formula.value(run, context, element, what)


def _told(result: Evaluation) -> str:
    why = f" ({'; '.join(result.warnings)})" if result.warnings else ""
    return f"{phrase(result.value)}{why}"
