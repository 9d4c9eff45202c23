"""Escapes in FEEL's string literals (DMN 1.5, grammar rules 35 and 64)."""

import re

from workflows.feel.errors import FeelSyntaxError
from workflows.sentences import sentence

_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.S)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


def unescape(quoted: str, start: int = 0, text: str = "") -> str:
    """The string a literal with its quotes stands for.

    An escape FEEL does not know (`\\d`) stays as written, so that regular expressions read as people type them.
    Raises FeelSyntaxError for code points that are no characters.
    """
    body = quoted[1:-1]
    if "\\" not in body:
        return body
    pieces: list[str] = []
    at = 0
    while at < len(body):
        found = _PAIR.match(body, at) or _ESCAPE.match(body, at)
        pieces.append(_character(found, start, text) if found else body[at])
        at = found.end() if found else at + 1
    return "".join(pieces)


def _character(found: re.Match[str], start: int, text: str) -> str:
    if found.re is _PAIR:
        high, low = int(found[1], 16), int(found[2], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
    if found[3] is not None:
        return _PLAIN.get(found[3], found[0])
    point = int(found[1] or found[2], 16)
    if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF or point == 0:
        line = text.count("\n", 0, start) + 1
        raise FeelSyntaxError(
            sentence("%(text)s is not a character.", text=found[0]), line, start - text.rfind("\n", 0, start)
        )
    return chr(point)
