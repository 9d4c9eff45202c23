"""The text of a pattern to a tree of plain tuples.

("set", accepts) ("seq", parts) ("or", parts) ("group", number, part) ("repeat", part, least, most, greedy)
("start",) ("end",) ("word", whether) ("back", number). Raises BadPattern with a sentence.
"""

from typing import Any

from workflows.feel.regex import characters
from workflows.feel.regex.characters import Accepts

MAX_REPEAT = 1_000
MAX_NESTING = 30
Tree = tuple[Any, ...]


class BadPattern(Exception):
    """The text is no regular expression that XPath knows, or one too large."""


class Reader:
    """Reads one pattern from left to right; `groups` counts the capturing ones."""

    def __init__(self, text: str, flags: str) -> None:
        self.text = _squeezed(text) if "x" in flags else text
        self.flags = flags
        self.at = 0
        self.groups = 0
        self.depth = 0
        self.refers = False

    def read(self) -> Tree:
        """The whole pattern."""
        tree = self._alternatives()
        if self.at < len(self.text):
            raise BadPattern(f"a ) without its ( at character {self.at + 1}")
        return tree

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self, mark: str) -> bool:
        if self._peek() and self.text.startswith(mark, self.at):
            self.at += len(mark)
            return True
        return False

    def _alternatives(self) -> Tree:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise BadPattern("its groups are nested too deeply")
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        self.depth -= 1
        return branches[0] if len(branches) == 1 else ("or", branches)

    def _sequence(self) -> Tree:
        parts = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom()))
        return ("seq", parts)

    def _repeated(self, part: Tree) -> Tree:
        bounds = self._bounds()
        if bounds is None:
            return part
        greedy = not self._take("?")
        if self._peek() in ("*", "+", "?"):
            raise BadPattern("a repetition follows a repetition")
        return ("repeat", part, *bounds, greedy)

    def _bounds(self) -> tuple[int, int | None] | None:
        for mark, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(mark):
                return bounds
        if not self._take("{"):
            return None
        end = self.text.find("}", self.at)
        least, comma, most = self.text[self.at : max(end, self.at)].partition(",")
        numbers = [least, most] if most else [least]
        if end < 0 or not all(number.isascii() and number.isdigit() and len(number) < 6 for number in numbers):
            raise BadPattern("a { that counts nothing")
        self.at = end + 1
        low = int(least)
        high = int(most) if most else None if comma else low
        if max(low, high or 0) > MAX_REPEAT or (high is not None and high < low):
            raise BadPattern(f"a repetition counts from {low} to {high}; at most {MAX_REPEAT} is possible")
        return low, high

    def _atom(self) -> Tree:
        mark = self._peek()
        self.at += 1
        if mark == "(":
            return self._group()
        if mark == "[":
            return ("set", self._class())
        if mark == "\\":
            return self._escape()
        if mark == ".":
            return ("set", characters.inverted(lambda found: found in ("\n", "\r")) if "s" not in self.flags else bool)
        if mark in "^$":
            return ("start",) if mark == "^" else ("end",)
        if mark in "*+?{":
            raise BadPattern(f"{mark} has nothing to repeat")
        return self._set(characters.one(mark))

    def _set(self, accepts: Accepts) -> Tree:
        return ("set", self._cased(accepts))

    def _cased(self, accepts: Accepts) -> Accepts:
        return characters.any_case(accepts) if "i" in self.flags else accepts

    def _group(self) -> Tree:
        number = None
        if self._take("?"):
            if not self._take(":"):
                raise BadPattern("looking ahead, behind or setting flags inside a pattern is not possible")
        else:
            self.groups += 1
            number = self.groups
        inner = self._alternatives()
        if not self._take(")"):
            raise BadPattern("a ( without its )")
        return inner if number is None else ("group", number, inner)

    def _escape(self) -> Tree:
        mark = self.text[self.at : self.at + 1]
        if mark and mark in "bB":
            self.at += 1
            return ("word", mark == "b")
        if mark and mark in "123456789":
            return self._back()
        return self._set(self._escaped())

    def _back(self) -> Tree:
        """`\\1` to `\\9`: the text of a group that has ended."""
        number = int(self.text[self.at])
        self.at += 1
        if number > self.groups:
            raise BadPattern(f"there is no group {number} before \\{number}")
        self.refers = True
        return ("back", number)

    def _escaped(self) -> Accepts:
        mark = self.text[self.at : self.at + 1]
        self.at += 1
        if mark in ("p", "P"):
            return self._category(mark == "P")
        if mark.lower() in characters.ESCAPES and mark:
            accepts = characters.ESCAPES[mark.lower()]
            return characters.inverted(accepts) if mark.isupper() else accepts
        if mark in characters.SINGLE:
            return characters.one(characters.SINGLE[mark])
        if not mark or mark.isalnum():
            raise BadPattern(f"\\{mark} means nothing here")
        return characters.one(mark)

    def _category(self, inverted: bool) -> Accepts:
        end = self.text.find("}", self.at)
        name = self.text[self.at + 1 : max(end, self.at)]
        accepts = characters.category(name)
        if self.text[self.at : self.at + 1] != "{" or accepts is None:
            raise BadPattern(f"there is no category of characters {name[:20]}")
        self.at = end + 1
        return characters.inverted(accepts) if inverted else accepts

    def _class(self) -> Accepts:
        inverted = self.text[self.at : self.at + 1] == "^"
        self.at += inverted
        parts: list[Accepts] = []
        less: Accepts | None = None
        first = self.at
        while (mark := self.text[self.at : self.at + 1]) != "]" or self.at == first:
            if not mark:
                raise BadPattern("a [ without its ]")
            if mark == "-" and self.text[self.at + 1 : self.at + 2] == "[":
                self.at += 2
                less = self._class()
                continue
            parts.append(self._class_part())
        self.at += 1
        accepts = self._cased(characters.any_of(parts)) if parts else characters.inverted(bool)
        accepts = characters.inverted(accepts) if inverted else accepts
        return characters.without(accepts, less) if less else accepts

    def _class_part(self) -> Accepts:
        first = self._class_character()
        if not isinstance(first, str):
            return first
        follows = self.text[self.at : self.at + 2]
        if follows[:1] != "-" or follows[1:] in ("", "]", "["):
            return characters.one(first)
        self.at += 1
        last = self._class_character()
        if not isinstance(last, str) or last < first:
            raise BadPattern("a range of characters that ends before it begins")
        return characters.span(first, last)

    def _class_character(self) -> str | Accepts:
        mark = self.text[self.at]
        self.at += 1
        if mark != "\\":
            return mark
        escaped = self.text[self.at : self.at + 1]
        if escaped in characters.SINGLE or (escaped and not escaped.isalnum()):
            self.at += 1
            return characters.SINGLE.get(escaped, escaped)
        return self._escaped()


def _squeezed(text: str) -> str:
    """The pattern without white space, which the flag x takes out everywhere but in classes."""
    kept, depth = [], 0
    for at, mark in enumerate(text):
        escaped = at > 0 and text[at - 1] == "\\"
        depth += 0 if escaped else {"[": 1, "]": -1}.get(mark, 0)
        if depth > 0 or mark not in " \t\n\r":
            kept.append(mark)
    return "".join(kept)
