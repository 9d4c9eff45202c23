"""Statements of a script that change no variable: prints, functions that nobody calls, bpmn-engine's `next()`.

Only what can be seen in the text to change nothing; a statement in doubt is kept, and lint then names the script.
"""

import re
from collections.abc import Sequence

_PRINTS = re.compile(r"(?:(?:java\s*\.\s*lang\s*\.\s*)?System\s*\.\s*out\s*\.\s*)?print(?:ln|f)?\b[^;]*")
_LOGS = re.compile(r"console\s*\.\s*(?:log|info|debug)\s*\([^;()]*\)")
_CHANGES = re.compile(r"[(=]|\+\+|--")  # among what is printed: a call, an assignment
_GOES_ON = re.compile(r"next\s*\(\s*(?:null\s*)?\)")
_FUNCTION = re.compile(r"function\s+(?P<name>\w+)\s*\([^)]*\)\s*\{.*\}", re.DOTALL)
_JAVASCRIPT = ("javascript", "ecmascript", "js", "nashorn", "graal")
_QUIET = ("groovy", "java.com/java")


def active(statements: Sequence[str], language: str) -> list[str]:
    """The statements that do something, or may."""
    if any(name in language for name in _JAVASCRIPT):
        left = [one for one in statements if not _is_idle(one, statements)]
        return left if left or not _only_logs(statements) else list(statements)
    quiet = language == "java" or any(name in language for name in _QUIET)
    return [one for one in statements if not (quiet and _PRINTS.fullmatch(one))]


def _only_logs(statements: Sequence[str]) -> bool:
    """Nothing but logging: there is nothing to keep, and the language is one that does not run here."""
    return all(_LOGS.fullmatch(one) for one in statements)


def _is_idle(statement: str, statements: Sequence[str]) -> bool:
    if _GOES_ON.fullmatch(statement):
        return True
    if _LOGS.fullmatch(statement) or _PRINTS.fullmatch(statement):
        return not _CHANGES.search(statement.partition("(")[2])
    function = _FUNCTION.fullmatch(statement)
    if function is None or _ends_early(statement):
        return False
    return not any(re.search(rf"\b{function['name']}\b", other) for other in statements if other is not statement)


def _ends_early(statement: str) -> bool:
    """Whether the first brace closes before the end: then more follows than the function."""
    depth = 0
    for place, sign in enumerate(statement):
        depth += (sign == "{") - (sign == "}")
        if sign == "}" and depth == 0:
            return place != len(statement) - 1
    return True
