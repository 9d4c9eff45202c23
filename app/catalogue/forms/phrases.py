"""Words of a form that may hold values: plain text, "=FEEL", or text with {{FEEL}} in it (form-js templating).

Only texts of the schema are ever compiled here, never an answer. Loops and conditions of the templating language
({{#if}}, {{#loop}}) are refused when the form is read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.catalogue.forms.expressions import Expression, expression, is_expression
from app.catalogue.forms.sight import Sight
from workflows.feel import FeelError

_HOLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True)
class Phrase:
    """Parts in order: text as it stands, expressions to fill in."""

    parts: tuple[str | Expression, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def said(self, sight: Sight, guard: Callable[[str], str] = str, word: Callable[[Any], str] | None = None) -> str:
        """The whole text; a filled-in value becomes text by `word` (`plain`) and goes through `guard` (escaping)."""
        word = word or plain
        return "".join(part if isinstance(part, str) else guard(word(part.value(sight))) for part in self.parts)


def phrase(text: object) -> Phrase:
    """Read a text of the schema. Raises FeelError with a sentence; what is no text is an empty phrase."""
    if not isinstance(text, str) or not text:
        return Phrase()
    if is_expression(text):
        return Phrase((expression(text),))
    pieces = _HOLE.split(text)
    return Phrase(tuple(_part(index, piece) for index, piece in enumerate(pieces) if piece))


def _part(index: int, piece: str) -> str | Expression:
    if index % 2 == 0:
        return piece
    if piece.strip().startswith(("#", "/")):
        raise FeelError(f"{{{{{piece}}}}} is not supported here. Write it as one FEEL expression beginning with =.")
    return expression(piece)


def plain(value: Any) -> str:
    """A value in running text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return ", ".join(plain(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {plain(item)}" for key, item in value.items())
    return str(value)
