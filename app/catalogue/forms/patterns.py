"""Regular expressions of forms, run by RE2 in linear time: no answer can make one slow.

Written as in JavaScript (form-js hands them to `new RegExp`). RE2 knows no look-around and no back-references; such a
pattern is refused when the form is read.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from workflows.sentences import sentence

MAX_PATTERN = 1_000
MAX_INPUT = 10_000
_UNICODE = re.compile(r"\\u(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{4}))")


class PatternError(ValueError):
    """The pattern cannot be used; its text says why and how to mend it."""


@dataclass(frozen=True)
class Pattern:
    """A pattern that compiled."""

    source: str

    def fits(self, text: str) -> bool:
        """Whether the pattern is found in the text, as `RegExp.test`: unanchored unless it says ^ and $."""
        return len(text) <= MAX_INPUT and _compiled(self.source).search(text) is not None


def pattern(source: str) -> Pattern:
    """Check and keep a pattern. Raises PatternError."""
    if len(source) > MAX_PATTERN:
        raise PatternError(sentence("The pattern is longer than %(most)s characters.", most=f"{MAX_PATTERN:,}"))
    try:
        _compiled(source)
    except re2.error as error:
        raise PatternError(_why(source, error)) from None
    return Pattern(source)


def _why(source: str, error: Exception) -> str:
    if re.search(r"\(\?<?[=!]|\\[1-9]", source):
        return sentence(
            "The pattern %(source)s looks around or back, which can take for ever. Write it without (?=, (?! or \\1.",
            source=source,
        )
    reason = error.args[0].decode("utf-8", "replace") if error.args and isinstance(error.args[0], bytes) else error
    return sentence("The pattern %(source)s cannot be read: %(reason)s.", source=source, reason=reason)


@lru_cache(maxsize=512)
def _compiled(source: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 4 << 20
    return re2.compile(_UNICODE.sub(lambda m: rf"\x{{{m[1] or m[2]}}}", source), options)
