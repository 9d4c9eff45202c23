"""Mails in words: a kind and plain facts in, subject, text and HTML out, in the reader's language.

Pure: sends nothing, reads no table and no clock. A mail says whose turn it is, what, until when, and carries one
button; opening its link decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.catalogue import times
from app.language import gettext, ngettext, using

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "mail"
OPTIONAL = ("due", "reason", "why", "text", "author", "cause", "outcome", "task", "zone", "at", "hours", "rows", "by")


@dataclass(frozen=True)
class Mail:
    """One letter; `text` is the plain part, `html` the same for programs that show it."""

    subject: str
    text: str
    html: str


def kinds() -> list[str]:
    """Every kind of mail there is: one file of words each."""
    return sorted(path.stem for path in (FOLDER / "kinds").glob("*.txt"))


def render(kind: str, language: str, /, **facts: object) -> Mail:
    """The mail of this kind. Facts: number, title, requester, requested_for, link, and what the kind speaks of.

    Moments are ISO 8601 text; they appear in `zone` (an IANA name, default UTC). Raises jinja2.TemplateNotFound for an
    unknown kind and jinja2.UndefinedError for a missing fact.
    """
    told = {**dict.fromkeys(OPTIONAL), **facts, "kind": kind, "language": language}
    told["zone"] = ZoneInfo(str(told["zone"] or "UTC"))
    with using(language):
        words = environment().get_template(f"kinds/{kind}.txt").make_module(told)
        told["words"] = words
        text = environment().get_template("letter.txt").render(told)
        html = environment().get_template("letter.html").render(told)
    return Mail(" ".join(str(words.subject).split()), text.strip() + "\n", html)  # type: ignore[attr-defined]


def opened(payload: Mapping[str, Any]) -> Mail:
    """The mail of an outbox row: made from its facts now, or as it was written (plain text)."""
    if "facts" not in payload:
        return Mail(str(payload.get("subject", "")), str(payload.get("text", "")), "")
    return render(str(payload["kind"]), str(payload["language"]), **payload["facts"])


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The mails' own Jinja: no Flask, unknown names are mistakes, HTML is escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters["moment"] = moment
    made.filters["day"] = day
    made.filters["paragraphs"] = paragraphs
    return made


def moment(value: str, zone: ZoneInfo) -> str:
    """A moment as a mail names it: day and hour, absolute, for mails are read late."""
    return times.full(datetime.fromisoformat(value), zone)


def day(value: str) -> str:
    """A date as a mail names it."""
    return str(format_date(date.fromisoformat(value), "full", locale=times.locale()))


def paragraphs(text: str) -> list[str]:
    """The blocks of a plain text that blank lines part."""
    return [block.strip() for block in text.split("\n\n") if block.strip()]
