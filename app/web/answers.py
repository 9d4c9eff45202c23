"""What a browser posted becomes answers: names such as "people[0].name" nested, ticks as yes and no, numbers as text.

Only names that the form declares are looked for; whether an answer is good is decided by catalogue/forms.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import NumberFormatError, parse_decimal
from werkzeug.datastructures import MultiDict

from app.catalogue import times
from app.catalogue.forms.field import SOME_OF, Field, Form, inputs
from app.catalogue.forms.given import MOST_ROWS, put

#: Names of the page's own controls; no key of a form begins with "_" or holds "!".
SHOWN, ADD, REMOVE, LOOK = "_shown", "_add", "_remove", "_look"
NEW, GONE = "!new", "!remove"
#: Digits and the signs that languages put between them; "1e999999999" would be a gigabyte.
_TYPED = re.compile(r"[-+]?[0-9][0-9.,'’ \u00a0\u202f]{0,60}")
_PLAIN = re.compile(r"-?[0-9]+")

Posted = MultiDict[str, str]
Uploaded = Mapping[str, list[int]]


def from_post(form: Form, posted: Posted, uploaded: Uploaded | None = None, zone: str = "") -> dict[str, Any]:
    """The answers of a posted page.

    `uploaded`: ids of files just stored, by the field's path; `zone`: the IANA zone in which the page showed moments,
    so that 14:30 typed in Warsaw is 14:30 in Warsaw (without it, the zone of the item counts).
    """
    return _level(form.items, "", _Post(posted, uploaded or {}, zone))


def file_fields(form: Form, posted: Posted) -> dict[str, str]:
    """The names of the file inputs in the page and the field's path each: {"quote!new": "quote"}."""
    shown = posted.getlist(SHOWN)
    return {path + NEW: path for path in shown if _is_file(form.items, re.sub(r"\[[0-9]+\]", "[]", path))}


def rows_changed(posted: Posted) -> bool:
    """Whether a button of a list was pressed, or a look asked for: the page is shown again, nothing handed in."""
    return ADD in posted or REMOVE in posted or LOOK in posted


def with_rows(answers: dict[str, Any], posted: Posted) -> dict[str, Any]:
    """The answers with the entry added or removed that was asked for."""
    path = posted.get(REMOVE) or posted.get(ADD, "")
    removed = re.fullmatch(r"(.+)\[([0-9]{1,3})\]", path) if REMOVE in posted else None
    rows = _find(answers, removed[1] if removed else path)
    if rows is None:
        return answers
    if removed and int(removed[2]) < len(rows):
        del rows[int(removed[2])]
    if ADD in posted and len(rows) < MOST_ROWS:
        rows.append({})
    return answers


class _Post:
    """The posted names, and which controls the page showed."""

    def __init__(self, posted: Posted, uploaded: Uploaded, zone: str) -> None:
        self.posted = posted
        self.zone = zone
        self.uploaded = uploaded
        self.shown = frozenset(posted.getlist(SHOWN))
        self.names = frozenset(posted) | self.shown | frozenset(uploaded)

    def rows(self, path: str) -> list[int]:
        """The numbers of the entries of a list, in order."""
        start = path + "["
        found = {name[len(start) :].partition("]")[0] for name in self.names if name.startswith(start)}
        return sorted(int(number) for number in found if number.isascii() and number.isdigit() and len(number) < 4)


def _level(items: tuple[Field, ...], prefix: str, post: _Post) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for field in inputs(items):
        found = _answer(field, prefix + field.name, post)
        if found is not None:
            put(answers, field.key, found)
    return answers


def _answer(field: Field, path: str, post: _Post) -> Any:
    """The answer of one field; None when the page did not show it."""
    if field.kind == "dynamiclist":
        rows = post.rows(path)[: MOST_ROWS + 1]
        return [_level(field.items, f"{path}[{row}].", post) for row in rows] if rows or path in post.shown else None
    here = path in post.posted or path in post.shown
    if field.kind == "checkbox":
        return path in post.posted if here else None
    if field.kind == "filepicker":
        return _files(path, post) if here or path in post.uploaded else None
    if field.kind in SOME_OF:
        return post.posted.getlist(path) if here else None
    text = post.posted.get(path, "" if path in post.shown else None)
    if text is None:
        return None
    if field.kind == "datetime":
        return _moment(text, post.zone) if field.details.subtype == "datetime" else text
    return number(text) if field.kind == "number" else text.replace("\r\n", "\n")


def _files(path: str, post: _Post) -> list[Any]:
    gone = set(post.posted.getlist(path + GONE))
    return [kept for kept in post.posted.getlist(path) if kept not in gone] + post.uploaded.get(path, [])


def number(text: str) -> str:
    """A number as typed in the reader's writing ("1.234,5" in German), with a plain point; else as it was typed."""
    typed = text.strip()
    if _PLAIN.fullmatch(typed) or not _TYPED.fullmatch(typed):
        return text
    try:
        return f"{parse_decimal(typed, locale=times.locale(), strict=True):f}"
    except NumberFormatError:
        return text


def _moment(text: str, zone: str) -> str:
    """A moment as `datetime-local` posts it, with the offset of the reader's zone; anything else as it was typed."""
    try:
        stamp = datetime.fromisoformat(text) if zone and len(text) < 40 else None
    except ValueError:
        return text  # refused with a sentence when it is checked
    if stamp is None or stamp.tzinfo is not None or "T" not in text:
        return text
    return stamp.replace(tzinfo=ZoneInfo(zone)).isoformat(timespec="seconds")


def _find(answers: Any, path: str) -> list[Any] | None:
    """The list at "a.b[0].c"; None when there is none."""
    for part in re.findall(r"[^.\[\]]+", path):
        if isinstance(answers, list):
            answers = answers[int(part)] if part.isascii() and part.isdigit() and int(part) < len(answers) else None
        else:
            answers = answers.get(part) if isinstance(answers, dict) else None
    return answers if isinstance(answers, list) else None


def _is_file(items: tuple[Field, ...], path: str) -> bool:
    for field in inputs(items):
        if field.kind == "filepicker" and field.name == path:
            return True
        if field.kind == "dynamiclist" and path.startswith(f"{field.name}[]."):
            return _is_file(field.items, path.removeprefix(f"{field.name}[]."))
    return False
