"""FEEL text to tokens (DMN 1.5, 10.3.1.2 and 10.3.1.4), with the look-ahead LALR(1) does not have.

Settled here: which words make one name, whether `]` or `[` opens or closes an interval, keys of contexts.
Raises FeelSyntaxError; knows nothing of meaning.
"""

import re
from collections.abc import Iterator
from typing import Any

from lark import Token
from lark.lexer import Lexer

from workflows.feel.errors import FeelSyntaxError
from workflows.feel.hints import CHARACTERS, hinted
from workflows.feel.names import KEYWORDS, WORD, KnownNames, match_name
from workflows.feel.strings import unescape
from workflows.sentences import sentence

MAX_TEXT = 20_000

SPACE = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)+", re.S)
NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
AT = re.compile(r'@\s*"([^"\\]*)"')
BACKTICK = re.compile(r"`([^`]+)`")
KEY = re.compile(r"([^:\"`{}\[\](),]+)(?=:)")
STRING_KEY = re.compile(r'("(?:[^"\\]|\\.)*")\s*(?=:)', re.S)
INSTANCE_OF = re.compile(r"instance\s+of\b")
AFTER_RANGE = re.compile(r"\s*(?:$|[)\],}:.=<>!]|(?:and|or|then|else|return|satisfies)\b)")
SYMBOL = re.compile(r"\*\*|\.\.|->|[<>]=|!=|[-+*/<>=.,:(){}\[\]?]")

SYMBOLS = {
    "**": "POWER", "..": "_DOTS", "->": "ARROW", "<=": "COMPARE", ">=": "COMPARE", "!=": "COMPARE", "=": "COMPARE",
    "<": "LT", ">": "GT", "+": "PLUS", "-": "MINUS", "*": "TIMES", "/": "SLASH", ".": "_DOT", ",": "_COMMA",
    ":": "_COLON", "(": "_LPAR", ")": "_RPAR", "{": "_LBRACE", "}": "_RBRACE", "[": "_LSQB", "]": "_RSQB",
    "?": "NAME",
}  # fmt: skip
# After one of these an operand has ended: `[` filters and `]` closes.
OPERAND_ENDS = {"NUMBER", "STRING", "AT", "CONSTANT", "NAME", "_RPAR", "_RSQB", "_RBRACE", "_RANGE_END"}


class Tokens(Lexer):
    """The lexer Lark asks for tokens; what it is given to parse is a Source."""

    def __init__(self, _lexer_conf: Any = None) -> None:
        super().__init__()

    def lex(self, source: "Source") -> Iterator[Token]:  # type: ignore[override]
        return source.tokens()


class Source:
    """One text being read; `known` grows with the names that the text itself introduces."""

    def __init__(self, text: str, known: KnownNames, unary: bool = False) -> None:
        if len(text) > MAX_TEXT:
            raise FeelSyntaxError(
                sentence("This expression is longer than %(most)s characters; split it up.", most=f"{MAX_TEXT:,}")
            )
        self.text = text
        self.known = known
        self.unary = unary
        self.at = 0
        self.last = ""
        self.open: list[str] = []

    def tokens(self) -> Iterator[Token]:
        """Every token, in order."""
        if self.unary and _wholly_negated(self.text):
            yield self._token("_NOT", self._skip(), len("not"))
        while (start := self._skip()) < len(self.text):
            yield self._next(start)

    def _skip(self) -> int:
        found = SPACE.match(self.text, self.at)
        if found:
            self.at = found.end()
        return self.at

    def _token(self, kind: str, start: int, length: int, value: Any = None) -> Token:
        self.at = start + length
        self.last = kind
        text = self.text[start : self.at]
        line, column = position(self.text, start)
        token = Token(kind, text if value is None else value, start, line, column)
        token.end_pos = self.at
        return token

    def _next(self, start: int) -> Token:
        if self.last in ("_LBRACE", "_COMMA") and self.open and self.open[-1] == "{":
            key = self._key(start)
            if key is not None:
                return key
        for read in (self._number, self._string, self._at, self._quoted_name, self._word, self._symbol):
            token = read(start)
            if token is not None:
                return token
        line, column = position(self.text, start)
        said = sentence("There is a character FEEL does not know: %(sign)s", sign=self.text[start])
        raise FeelSyntaxError(hinted(said, CHARACTERS.get(self.text[start])), line, column)

    def _key(self, start: int) -> Token | None:
        quoted = STRING_KEY.match(self.text, start)
        if quoted:
            name = unescape(quoted[1], start, self.text)
            self.known.add(name)
            return self._token("KEY", start, len(quoted[1]), name)
        found = BACKTICK.match(self.text, start) or KEY.match(self.text, start)
        if not found:
            return None
        name = " ".join(found[1].split())
        self.known.add(name)
        return self._token("KEY", start, found.end() - start, name)

    def _number(self, start: int) -> Token | None:
        found = NUMBER.match(self.text, start)
        return self._token("NUMBER", start, len(found[0])) if found else None

    def _string(self, start: int) -> Token | None:
        if self.text[start] != '"':
            return None
        found = STRING.match(self.text, start)
        if not found:
            raise FeelSyntaxError(sentence('This text is not closed: a " is missing.'), *position(self.text, start))
        return self._token("STRING", start, len(found[0]), unescape(found[0], start, self.text))

    def _at(self, start: int) -> Token | None:
        found = AT.match(self.text, start)
        return self._token("AT", start, len(found[0]), found[1]) if found else None

    def _quoted_name(self, start: int) -> Token | None:
        found = BACKTICK.match(self.text, start)
        return self._token("NAME", start, len(found[0]), found[1].strip()) if found else None

    def _word(self, start: int) -> Token | None:
        instance = INSTANCE_OF.match(self.text, start)
        if instance and self.last in OPERAND_ENDS:
            return self._token("_INSTANCE_OF", start, len(instance[0]))
        name, length = match_name(self.text, start, self.known, self.last)
        if length:
            return self._token("NAME", start, length, name)
        found = WORD.match(self.text, start)
        return self._token(KEYWORDS[found[0]], start, len(found[0])) if found else None

    def _symbol(self, start: int) -> Token | None:
        found = SYMBOL.match(self.text, start)
        if not found:
            return None
        kind = SYMBOLS[found[0]]
        if found[0] in "({":
            self.open.append(found[0])
        elif found[0] in ")}" and self.open:
            self.open.pop()
        elif found[0] in "[]":
            kind = self._bracket(found[0], start)
        return self._token(kind, start, len(found[0]))

    def _bracket(self, mark: str, start: int) -> str:
        """`]` where an operand is due opens an interval; `[` that no operand can follow closes one."""
        after_operand = self.last in OPERAND_ENDS
        opens = (mark == "[") != self._is_interval_mark(mark, start, after_operand)
        if opens:
            self.open.append("[")
        elif self.open:
            self.open.pop()
        if mark == "[":
            return "_LSQB" if opens else "_RANGE_END"
        return "_RANGE_START" if opens else "_RSQB"

    def _is_interval_mark(self, mark: str, start: int, after_operand: bool) -> bool:
        if mark == "]":
            return not after_operand and self.last != "_LSQB"
        return after_operand and AFTER_RANGE.match(self.text, start + 1) is not None


def position(text: str, at: int) -> tuple[int, int]:
    """Line and column, both from 1."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _wholly_negated(text: str) -> bool:
    """Whether the text is `not( ... )` to its last character."""
    found = re.match(r"\s*not\s*\(", text)
    if not found:
        return False
    plain = STRING.sub(lambda quoted: "_" * len(quoted[0]), text)
    depth = 1
    for at in range(found.end(), len(plain)):
        depth += {"(": 1, ")": -1}.get(plain[at], 0)
        if depth == 0:
            return not plain[at + 1 :].strip()
    return False
