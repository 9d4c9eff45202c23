"""Mails in words: a kind and plain facts in, subject, text and HTML out, in the reader's language.

Pure: sends nothing, reads no table and no clock. A mail says whose turn it is, what, until when, and carries one
button; opening its link decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.catalogue import mail_words, times
from app.language import gettext, ngettext, using

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "mail"
OPTIONAL = (
    *(
        "due",
        "reason",
        "why",
        "text",
        "author",
        "cause",
        "outcome",
        "task",
        "zone",
        "at",
        "hours",
        "rows",
        "by",
        "reply",
        "order",
    ),
    "groups",  # of a daily mail: {title, number, link, lines}
)


@dataclass(frozen=True)
class Mail:
    """One letter; `text` is the plain part, `html` the same for programs that show it."""

    subject: str
    text: str
    html: str


def kinds() -> list[str]:
    """Every kind of mail there is: one file of words each."""
    return sorted(path.stem for path in (FOLDER / "kinds").glob("*.txt"))


@dataclass(frozen=True)
class Own:
    """The house's own words of a kind in one language: plain text with placeholders (mail_words.py)."""

    subject: str
    body: str


@dataclass(frozen=True)
class Brief:
    """A notice in a line or two, as News and the daily mail tell it."""

    lead: str
    said: str


def brief(kind: str, language: str, facts: Mapping[str, Any]) -> Brief:
    """The same words as the mail has above its button."""
    with using(language):
        words = environment().get_template(f"kinds/{kind}.txt").make_module(_told(kind, language, facts))
        return Brief(str(words.lead).strip(), str(words.said or "").strip())  # type: ignore[attr-defined]


def wording(kind: str, language: str, names: tuple[str, ...]) -> Own:
    """The words that Laneway brings along, with placeholders where facts will stand."""
    told = _told(kind, language, {name: f"{{{name}}}" for name in names})
    with using(language):
        module = environment().get_template(f"kinds/{kind}.txt").make_module(told)
        return Own(str(module.subject).strip(), str(module.said or "").strip())  # type: ignore[attr-defined]


def render(kind: str, language: str, own: Own | None = None, /, **facts: object) -> Mail:
    """The mail of this kind, in the house's own words where it has some. Facts: number, title, requester,
    requested_for, link, and what the kind speaks of.

    Moments are ISO 8601 text; they appear in `zone` (an IANA name, default UTC). Raises jinja2.TemplateNotFound for an
    unknown kind and jinja2.UndefinedError for a missing fact.
    """
    told = _told(kind, language, facts)
    with using(language):
        words: Any = environment().get_template(f"kinds/{kind}.txt").make_module(told)
        if own is not None:
            words = SimpleNamespace(
                lead=words.lead, act=words.act, hint=words.hint, **mail_words.filled(own.subject, own.body, told)
            )
        told["words"] = words
        text = environment().get_template("letter.txt").render(told)
        html = environment().get_template("letter.html").render(told)
    return Mail(" ".join(str(words.subject).split()), text.strip() + "\n", html)


def opened(payload: Mapping[str, Any], own: Mapping[tuple[str, str], Own] | None = None) -> Mail:
    """The mail of an outbox row: made from its facts now, or as it was written (plain text). `own`: the house's words
    by kind and language.
    """
    if "facts" not in payload:
        return Mail(str(payload.get("subject", "")), str(payload.get("text", "")), "")
    kind, language = str(payload["kind"]), str(payload["language"])
    return render(kind, language, (own or {}).get((kind, language)), **payload["facts"])


def _told(kind: str, language: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    told = {**dict.fromkeys(OPTIONAL), **facts, "kind": kind, "language": language}
    return {**told, "zone": ZoneInfo(str(told["zone"] or "UTC"))}


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
