"""Scripts that end by an error of BPMN: `throw new BpmnError("code", "message")`, plainly or in an `if` at their end.

    if (amount > 10) { throw new BpmnError("TOO_MUCH") }  ->  property throws: =if amount > 10 then "TOO_MUCH" else null

Reads only; a script that throws in any other way is left as it is, for lint to name.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from workflows.translation import branches
from workflows.translation.errors import NotTranslatable

PROPERTY = "throws"
LONGEST = 5_000
_TEXT = r"(?:\"[^\"\\\n]*\"|'[^'\\\n]*')"
_THROW = re.compile(
    rf"throw\s+new\s+(?:\w+\s*\.\s*)*BpmnError\s*\(\s*(?P<code>{_TEXT})\s*"
    rf"(?:,\s*(?P<message>{_TEXT})\s*)?\)\s*;?\s*"
)
_IMPORTS = re.compile(r"^\s*import\s+[\w.*]+\s*;?\s*$", re.MULTILINE)
_OPEN = re.compile(r"(\belse|\b(?:if|for|while|switch|catch)\s*\([^;]*\))\s*\Z")
_IF = re.compile(r"\bif\s*\(")


class Thrown(NamedTuple):
    """The statements before, the condition of another language under which it is thrown, and what is thrown as FEEL."""

    before: str
    condition: str
    error: str


def parted(script: str) -> Thrown | None:
    """A script that throws at its end; None for one that throws nothing. Raises NotTranslatable."""
    found = list(re.finditer(r"\bthrow\b", script))
    if not found:
        return None
    if len(script) > LONGEST:
        raise NotTranslatable("it is too long")
    said = _THROW.match(script, found[0].start())
    if said is None or len(found) > 1 or "$" in said.group():
        raise NotTranslatable("it throws something else than one error of BPMN")
    before, after = _IMPORTS.sub("", script[: said.start()]).rstrip(), script[said.end() :].strip()
    error = _quoted(said["code"])
    if said["message"]:
        error = f"{{code: {error}, message: {_quoted(said['message'])}}}"
    if not after and _is_closed(before):
        return Thrown(before, "", error)
    return _conditional(before, after, error)


def feel(thrown: Thrown, say: Callable[[str], str]) -> str:
    """The error or null. `say`: a condition as FEEL."""
    return f"if {say(thrown.condition)} then {thrown.error} else null" if thrown.condition else thrown.error


def _conditional(before: str, after: str, error: str) -> Thrown:
    asked = list(_IF.finditer(before))[-1:]
    if not asked:
        raise NotTranslatable("it throws inside something else than a choice")
    opening = asked[0]
    condition, end = branches.asked(before, opening.end() - 1)
    rest = before[: opening.start()].rstrip()
    between = before[end + 1 :].strip()
    if (between, after) not in {("{", "}"), ("", "")} or not _is_closed(rest):
        raise NotTranslatable("it throws inside something else than a choice")
    return Thrown(rest, condition, error)


def _is_closed(statements: str) -> bool:
    """Whole statements, so that what follows always happens."""
    return statements.count("{") == statements.count("}") and not _OPEN.search(statements)


def _quoted(text: str) -> str:
    return f'"{text[1:-1]}"'
