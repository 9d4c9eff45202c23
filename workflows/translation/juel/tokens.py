"""The words of an expression: names, numbers, texts, operators (JSR 341, 1.19). Reads only; nothing is judged here."""

import re
from typing import NamedTuple

from workflows.translation.errors import NotTranslatable

_WORDS = re.compile(
    r"""\s*(?:
        (?P<number>(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?[lLdDfF]?(?![\w.]))
      | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<name>[A-Za-z_$][\w$]*)
      | (?P<operator>===|!==|==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()\[\]])
    )""",
    re.VERBOSE | re.DOTALL,
)
_WORDED = {"eq": "==", "ne": "!=", "lt": "<", "gt": ">", "le": "<=", "ge": ">=", "and": "&&", "or": "||", "not": "!",
           "div": "/", "mod": "%"}  # fmt: skip
_SAME = {"===": "==", "!==": "!="}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
MAX_LENGTH = 4_000


class Word(NamedTuple):
    """`kind`: number, text, name, operator or end. A text is without its quotes and escapes."""

    kind: str
    said: str


def words(source: str) -> list[Word]:
    """All words, with an `end` behind them. Raises NotTranslatable for signs that no expression has."""
    if len(source) > MAX_LENGTH:
        raise NotTranslatable("it is too long")
    found: list[Word] = []
    position, size = 0, len(source.rstrip())
    while position < size:
        match = _WORDS.match(source, position)
        if match is None:
            raise NotTranslatable(f"“{source[position : position + 20].strip()}” is no part of an expression")
        found.append(_word(match.lastgroup or "", match[match.lastgroup or 0]))
        position = match.end()
    return [*found, Word("end", "")]


def _word(kind: str, said: str) -> Word:
    if kind == "text":
        return Word(kind, re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), said[1:-1], flags=re.DOTALL))
    if kind == "number":
        return Word(kind, said.rstrip("lLdDfF"))
    if kind == "name" and said in _WORDED:
        return Word("operator", _WORDED[said])
    return Word(kind, _SAME.get(said, said))
