"""`if (...) {...} else {...}` in scripts: what each way gives, as one value that chooses. Reads only.

Only where the condition is plainly true or false: other languages take any value for one, FEEL does not.
"""

import re
from collections.abc import Callable, Mapping

from workflows.translation.errors import NotTranslatable

Give = Callable[[str, Mapping[str, str]], dict[str, str]]
"""(statements, what is given already) -> what is given then."""

_IF = re.compile(r"if\s*\(")
_ELSE = re.compile(r"[\s;]*else\b\s*")
_TELLS = re.compile(
    r"[=!]==?|[<>]|\.\s*(?:equals|equalsIgnoreCase|contains|startsWith|endsWith|isEmpty|hasVariable|containsKey)\s*\("
)
_CLOSING = {"(": ")", "{": "}"}
MAX_DEPTH = 10


def is_branch(statement: str) -> bool:
    """Whether it begins with `if (`."""
    return _IF.match(statement) is not None


def joined(statements: list[str]) -> list[str]:
    """An `else` on a line of its own belongs to the `if` before it."""
    found: list[str] = []
    for one in statements:
        if found and _ELSE.match(one) and is_branch(found[-1]):
            found[-1] += f"; {one}"
        else:
            found.append(one)
    return found


def given(
    statement: str, known: Mapping[str, str], say: Callable[[str], str], give: Give, depth: int = 0
) -> dict[str, str]:
    """Variable -> FEEL after the statement. `say`: a condition as FEEL. Raises NotTranslatable."""
    if depth > MAX_DEPTH:
        raise NotTranslatable("it is nested too deep")
    opening = _IF.match(statement)
    if opening is None:
        raise NotTranslatable("it is no choice")
    said, end = asked(statement, opening.end() - 1)
    condition = say(said)
    yes, rest = _block(statement[end + 1 :])
    other = _ELSE.match(rest)
    if rest.strip() and other is None:
        raise NotTranslatable("something follows the choice")
    otherwise = rest[other.end() :].strip() if other else "{}"
    left = give(yes, known)
    if is_branch(otherwise):
        right = given(otherwise, known, say, give, depth + 1)
    else:
        block, more = _block(otherwise)
        if more.strip():
            raise NotTranslatable("something follows the choice")
        right = give(block, known)
    names = dict.fromkeys([*left, *right])
    return {
        name: left[name] if name in left and left.get(name) == right.get(name)
        else f"(if {condition} then {left.get(name, name)} else {right.get(name, name)})"
        for name in names
    }  # fmt: skip


def asked(text: str, start: int) -> tuple[str, int]:
    """The condition in the bracket at `start` and where that closes. Raises NotTranslatable."""
    end = _end(text, start)
    said = text[start + 1 : end]
    if not all(_TELLS.search(part) for part in re.split(r"&&|\|\|", said)):
        raise NotTranslatable("whether its condition is true or false cannot be seen")
    return said, end


def _block(text: str) -> tuple[str, str]:
    """The statements of a way, and what follows it."""
    text = text.lstrip()
    if text.startswith("{"):
        end = _end(text, 0)
        return text[1:end], text[end + 1 :]
    single, _, rest = text.partition(";")
    if not single.strip() or is_branch(single) or "{" in single:
        raise NotTranslatable("which statements belong to the choice cannot be seen")
    return single, rest


def _end(text: str, start: int) -> int:
    """Where the bracket at `start` closes; brackets in quotes do not count."""
    depth, quote, at = 0, "", start
    while at < len(text):
        sign = text[at]
        if quote:
            at += sign == "\\"
            quote = "" if sign == quote else quote
        elif sign in "\"'`":
            quote = sign
        elif sign in "({[":
            depth += 1
        elif sign in ")}]":
            depth -= 1
            if depth == 0:
                if sign != _CLOSING[text[start]]:
                    break
                return at
        at += 1
    raise NotTranslatable("a bracket is not closed")
