"""The house's own words of a mail: plain text with placeholders in braces, {title}, filled with what the mail tells.

No template language and no code: a placeholder is one of a fixed list or the text is refused. Pure.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.catalogue import times
from app.errors import InvalidForm
from app.language import gettext as _

SUBJECT_LENGTH, BODY_LENGTH = 200, 4000
BRACES = re.compile(r"\{([^{}]*)\}")
EVERYWHERE = ("title", "number", "requester", "requested_for")
OF_TASK = ("task", "due")
WORDS: dict[str, tuple[str, ...]] = {
    "task-approval": OF_TASK,
    "task-fulfilment": OF_TASK,
    "task-requester": OF_TASK,
    "reminder": OF_TASK,
    "escalation": OF_TASK,
    "waiting": ("task",),
    "question": ("author", "text"),
    "answer": ("author", "text", *OF_TASK),
    "comment": ("author", "text"),
    "mention": ("author", "text"),
    "progress": ("task", "author"),
    "ended": ("outcome", "reason"),
    "incident": ("cause",),
    "added-done": ("task", "author", "text"),
    "added-over": OF_TASK,
}  # of kinds that stand here the house may write its own words; the others speak of what changes from mail to mail


def placeholders(kind: str) -> tuple[str, ...]:
    """What the texts of this kind may name."""
    return (*EVERYWHERE, *WORDS[kind])


def checked(kind: str, subject: str, body: str) -> tuple[str, str]:
    """Both, tidied. Raises InvalidForm with a sentence for each that is empty, too long or names something unknown."""
    subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").strip()
    found = {
        "subject": _wrong(kind, subject, SUBJECT_LENGTH),
        "body": _wrong(kind, body, BODY_LENGTH),
    }
    wrong = {name: sentence for name, sentence in found.items() if sentence}
    if wrong:
        raise InvalidForm(wrong)
    return subject, body


def filled(subject: str, body: str, facts: Mapping[str, Any]) -> dict[str, str]:
    """The words with every placeholder as the mail tells it, {subject, said}."""
    return {"subject": _fill(subject, facts), "said": _fill(body, facts)}


def _wrong(kind: str, text: str, length: int) -> str:
    known = placeholders(kind)
    if not text:
        return _("This must not be empty. “As shipped” brings Laneway’s own words back.")
    if len(text) > length:
        return _("At most %(count)s characters.", count=length)
    unknown = [name for name in BRACES.findall(text) if name not in known]
    said = ", ".join(f"{{{name}}}" for name in known)
    if unknown:
        return _(
            "There is no placeholder %(name)s here. There are: %(known)s.", name=f"{{{unknown[0][:60]}}}", known=said
        )
    if re.search(r"[{}]", BRACES.sub("", text)):
        return _("A brace stands alone. Braces are for placeholders only: %(known)s.", known=said)
    return ""


def _fill(text: str, facts: Mapping[str, Any]) -> str:
    return BRACES.sub(lambda found: _said(found[1], facts), text)


def _said(name: str, facts: Mapping[str, Any]) -> str:
    value = facts.get(name)
    if value and name == "due":
        zone = facts["zone"]
        return times.full(datetime.fromisoformat(str(value)), zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC"))
    return outcome(str(value)) if value and name == "outcome" else str(value or "")


def outcome(key: str) -> str:
    """How a request ended, in words."""
    words = {
        "fulfilled": _("fulfilled"),
        "rejected": _("rejected"),
        "withdrawn": _("withdrawn"),
        "answered": _("answered"),
    }
    return words.get(key, key)
