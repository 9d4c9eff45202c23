"""Two people at one form: field by field, what each of them has typed that was not there before. Pure.

A field that only one of them touched is theirs; one that both filled in differently is for somebody to choose.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from app.catalogue.forms.field import Form, Path
from app.catalogue.forms.fitting import is_secret
from app.catalogue.forms.given import MISSING, at, put
from app.catalogue.forms.view import initial


@dataclass(frozen=True)
class Change:
    """A field that somebody filled in. `mark`: stands for exactly this value."""

    path: Path
    value: Any

    @property
    def name(self) -> str:
        """The path as posts write it."""
        return ".".join(self.path)

    @property
    def mark(self) -> str:
        """The field and what it holds, in a few letters."""
        return f"{self.name}:{mark(self.value)}"


@dataclass(frozen=True)
class Merged:
    """`answers`: mine with theirs where I left the field alone. `taken`: those fields; `apart`: filled in by both."""

    answers: dict[str, Any]
    taken: tuple[Change, ...] = ()
    apart: tuple[Change, ...] = ()


def merged(form: Form, variables: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """`variables`: what the form began with; `mine`, `theirs`: answers as typed."""
    start, answers = initial(form, variables), dict(mine)
    taken, apart = [], []
    for change in changes(form, start, theirs):
        own = _plain(at(mine, change.path))
        if own in (_plain(at(start, change.path)), _plain(None)):
            put(answers, change.path, change.value)
            taken.append(change)
        elif own != _plain(change.value):
            apart.append(change)
    return Merged(answers, tuple(taken), tuple(apart))


def changes(form: Form, start: Mapping[str, Any], typed: Mapping[str, Any]) -> Iterator[Change]:
    """What was filled in that the form did not begin with; what was emptied does not count."""
    for field in form.inputs():
        value = at(typed, field.key)
        if field.kind == "filepicker" or is_secret(field):  # a file belongs to whoever put it up
            continue
        if _plain(value) not in (_plain(None), _plain(at(start, field.key))):
            yield Change(field.key, value)


def own(form: Form, start: Mapping[str, Any], typed: Mapping[str, Any], filled: frozenset[str]) -> dict[str, Any]:
    """What somebody typed, without what the page had filled in from others (`filled`: marks) and they left so."""
    answers = dict(typed)
    for field in form.inputs():
        value = at(typed, field.key)
        if value is not MISSING and Change(field.key, value).mark in filled:
            begun = at(start, field.key)
            put(answers, field.key, None if begun is MISSING else begun)
    return answers


def mark(value: Any) -> str:
    """The same for what reads the same, typed or stored."""
    return sha256(_plain(value).encode()).hexdigest()[:12]


def _plain(value: Any) -> str:
    if value is MISSING or value is None or value is False or value in ("", []):
        return ""
    if isinstance(value, Mapping):
        return repr(sorted((key, _plain(one)) for key, one in value.items()))
    return repr([_plain(one) for one in value]) if isinstance(value, list) else str(value).replace("\r\n", "\n").strip()
