"""Names in FEEL: words joined by spaces, and known names with signs or keywords in them (DMN 1.5, 10.3.1.4).

Two words side by side mean nothing else in FEEL, so they are one name; a name with `+`, `-`, a digit word or a
keyword inside is one name only where it is known: a built-in, a name the caller gave, a key or parameter of the text.
"""

import re
from collections.abc import Iterable

KEYWORDS = {
    "if": "_IF", "then": "_THEN", "else": "_ELSE", "for": "_FOR", "in": "_IN", "return": "_RETURN", "some": "SOME",
    "every": "EVERY", "satisfies": "_SATISFIES", "and": "_AND", "or": "_OR", "between": "_BETWEEN",
    "function": "_FUNCTION", "true": "CONSTANT", "false": "CONSTANT", "null": "CONSTANT",
}  # fmt: skip

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U000effff"
)
_PART = _START + "0-9\u00b7\u0300-\u036f\u203f\u2040"
WORD = re.compile(f"[{_START}][{_PART}]*")
_PIECE = re.compile(f"[{_PART}]+|[^\\s]")
_PART_CHARACTER = re.compile(f"[{_PART}]")
_JOINED = re.compile(f"\\s+([{_START}][{_PART}]*)")
_INSTANCE_OF = re.compile(r"instance\s+of\b")
_CALLED = re.compile(r"\s*\(")
# Built-ins and types with a keyword inside; names only where they are called or where a type is due.
KEYWORD_NAMES = (
    "date and time", "years and months duration", "days and time duration", "day and time duration",
    "year and month duration", "get or else",
)  # fmt: skip
_BEFORE_TYPE = {"_INSTANCE_OF", "_COLON", "LT", "ARROW", "_COMMA"}


class KnownNames:
    """The names that need more than joining words, by their first piece, longest first."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_start: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know one more name; plain words are known anyway."""
        pieces = _PIECE.findall(name)
        if not pieces or all(WORD.fullmatch(piece) and piece not in KEYWORDS for piece in pieces):
            return
        known = self._by_start.setdefault(pieces[0], [])
        if any(name == other for other, _ in known):
            return
        known.append((name, re.compile(r"\s*".join(re.escape(piece) for piece in pieces))))
        known.sort(key=lambda entry: -len(entry[0]))

    def copy(self) -> "KnownNames":
        """The same names, to which a text may add its own."""
        made = KnownNames()
        made._by_start = {start: list(known) for start, known in self._by_start.items()}
        return made

    def match(self, text: str, at: int) -> tuple[str, int]:
        """The longest known name at this place and its length in the text, or ("", 0)."""
        start = _PIECE.match(text, at)
        for name, pattern in self._by_start.get(start[0], ()) if start else ():
            found = pattern.match(text, at)
            if found and not _splits_word(text, found.end()):
                return name, len(found[0])
        return "", 0


_KEYWORD_NAMES = KnownNames(KEYWORD_NAMES)


def _splits_word(text: str, end: int) -> bool:
    return bool(_PART_CHARACTER.match(text, end - 1) and _PART_CHARACTER.match(text, end))


def match_name(text: str, at: int, known: KnownNames, last: str) -> tuple[str, int]:
    """The name at this place and its length in the text, or ("", 0) when a keyword or something else stands there.

    `last` is the kind of the token before: after a dot even a keyword is a name.
    """
    name, length = known.match(text, at)
    if length:
        return name, length
    name, length = _KEYWORD_NAMES.match(text, at)
    if length and (last in _BEFORE_TYPE or _CALLED.match(text, at + length)):
        return name, length
    first = WORD.match(text, at)
    if not first or (first[0] in KEYWORDS and last != "_DOT"):
        return "", 0
    return _join(text, at, first)


def _join(text: str, at: int, first: re.Match[str]) -> tuple[str, int]:
    words, end = [first[0]], first.end()
    while found := _JOINED.match(text, end):
        if found[1] in KEYWORDS or _INSTANCE_OF.match(text, found.start(1)):
            break
        words.append(found[1])
        end = found.end()
    return " ".join(words), end - at
