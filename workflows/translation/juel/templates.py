"""Texts with expressions in them: `${x}`, and `Hello ${name}` which is text and values in a row."""

import json
from collections.abc import Iterator, Mapping

from workflows.translation.errors import NotTranslatable
from workflows.translation.juel.parsing import expression

_OPENINGS = ("${", "#{")


def is_juel(text: str | None) -> bool:
    """Whether the text holds an expression."""
    return text is not None and any(opening in text for opening in _OPENINGS)


def feel(text: str, names: Mapping[str, str] | None = None) -> str:
    """The text as one FEEL expression. Raises NotTranslatable."""
    parts = list(_parts(text.strip()))
    if len(parts) == 1 and parts[0][0]:
        return expression(parts[0][1], names)
    said = [f"string({expression(t, names)})" if is_code else json.dumps(t, ensure_ascii=False) for is_code, t in parts]
    return " + ".join(said) or '""'


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """(is an expression, its text) in order; a brace inside quotes does not end an expression."""
    position = 0
    while position < len(text):
        starts = [found for opening in _OPENINGS if (found := text.find(opening, position)) >= 0]
        start = min(starts, default=len(text))
        if start > position:
            yield False, text[position:start]
        if start == len(text):
            return
        end = _end(text, start + 2)
        yield True, text[start + 2 : end]
        position = end + 1


def _end(text: str, position: int) -> int:
    quote = ""
    while position < len(text):
        sign = text[position]
        if quote:
            position += sign == "\\"
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "}":
            return position
        position += 1
    raise NotTranslatable("its closing brace is missing")
