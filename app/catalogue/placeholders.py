"""Placeholders of canned answers: {requester} in a text becomes a name. Pure: knows no request and no person."""

import re
from collections.abc import Mapping

NAMES = ("requester", "first_name", "requested_for", "number", "title", "item", "due", "me")
MARK = re.compile(r"\{([a-z_]{1,40})\}")
MISSING = "…"  # what nobody knows stands out in the preview


def unknown(text: str) -> list[str]:
    """Placeholders that there are not, as written."""
    return sorted({name for name in MARK.findall(text) if name not in NAMES})


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text with what is known; braces that hold no placeholder stay."""
    return MARK.sub(lambda found: _said(found, facts), text)


def _said(found: re.Match[str], facts: Mapping[str, str]) -> str:
    return found[0] if found[1] not in NAMES else facts.get(found[1]) or MISSING
