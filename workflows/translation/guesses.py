"""What kind of value an expression takes a name for: seen from what it is compared with. A guess, never a rule."""

import json
import re
from typing import NamedTuple

_LITERAL = r"(\"(?:[^\"\\]|\\.)*\"|-?\d+(?:\.\d+)?|true|false)"


class Guess(NamedTuple):
    """`kind`: boolean, number, text, list or any. `values`: literals it is compared with, in order."""

    kind: str
    values: tuple[str, ...] = ()

    def with_(self, other: "Guess") -> "Guess":
        """Both together; the more telling kind wins."""
        kind = other.kind if self.kind == "any" else self.kind
        return Guess(kind, tuple(dict.fromkeys((*self.values, *other.values))))


def guess(text: str, name: str) -> Guess:
    """How FEEL text uses a name."""
    named = rf"(?<![\w.\"]){re.escape(name)}(?![\w(])"
    found = re.findall(rf"{named}\s*\)?\s*(?:!=|<=|>=|=|<|>)\s*{_LITERAL}", text)
    found += re.findall(rf"{_LITERAL}\s*(?:!=|<=|>=|=|<|>)\s*\(?\s*{named}", text)
    if found:
        return _of_literals(found)
    if re.search(rf"(?:count|list contains)\(\s*{named}", text):
        return Guess("list")
    if re.search(rf"(?:lower case|upper case|contains|starts with|ends with|matches|string length)\(\s*{named}", text):
        return Guess("text")
    if re.search(rf"{named}\s*(?:<=|>=|<|>|[-+*/])|(?:<=|>=|<|>|[-+*/])\s*{named}", text):
        return Guess("number")
    if re.fullmatch(rf"\(*\s*(?:not\()?\s*{named}\s*\)*", text) or re.search(
        rf"not\(\s*{named}\s*\)|(?:\band|\bor|\bif|\A\(*)\s*{named}\s*(?:\)|\band|\bor|\bthen|\Z)|(?:and|or)\s+{named}\s*\Z",
        text,
    ):
        return Guess("boolean")
    return Guess("any")


def _of_literals(found: list[str]) -> Guess:
    first = found[0]
    if first in {"true", "false"}:
        return Guess("boolean")
    if first.startswith('"'):
        return Guess("text", tuple(str(json.loads(one)) for one in found if one.startswith('"')))
    return Guess("number", tuple(one for one in found if one[0] in "-0123456789"))
