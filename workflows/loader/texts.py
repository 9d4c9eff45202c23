"""The small spellings of expressions: where "=" means FEEL, where the text is FEEL anyway, where quotes are foreign."""

import json
import re

_ISO = re.compile(r"""\A(?:R\d*/)?(?:[+-]?P|\d{4}-)[^"']*\Z""")


def feel(text: str | None) -> str | None:
    """A place that is always FEEL (conditions, scripts, collections, correlation): without the leading "="."""
    bare = (text or "").strip().removeprefix("=").strip()
    return bare or None


def source(text: str | None) -> str:
    """A zeebe mapping source: FEEL behind "=", else the text itself as a FEEL string literal; null without one."""
    if text is None:
        return "null"
    bare = text.strip()
    return bare[1:].strip() if bare.startswith("=") else json.dumps(bare, ensure_ascii=False)


def literal_or_feel(text: str | None) -> str | None:
    """A place where both may stand (assignee, groups, timers, names): FEEL keeps its "=", text is as written."""
    bare = (text or "").strip()
    return bare or None


def timer(text: str | None) -> str | None:
    """ISO 8601 text, or FEEL behind "=". The quotes of SpiffWorkflow's dialect ("PT1H") are taken off."""
    bare = (text or "").strip()
    inner = bare[1:-1].strip() if len(bare) > 2 and bare[0] == bare[-1] and bare[0] in "\"'" else bare
    return (inner if _ISO.match(inner) else bare) or None
