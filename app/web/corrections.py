"""“Change this, please” on the pages: what an approver may tick, what the requester is asked, what is old and new."""

from dataclasses import dataclass
from typing import Any

from flask import request

from app.catalogue import forms
from app.catalogue.forms.showing import Shown, shown
from app.operations.corrections import TICKED
from app.queries.corrections import Asked
from app.queries.gist import Gist
from app.queries.task import TaskPage
from app.web import reader, sheet


@dataclass(frozen=True)
class Compared:
    """One answer before and after; "" where there was or is none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Correcting:
    """`choices`: (key, label) an approver may tick; `ticked`: keys, when the page comes back; `asked`: what the
    requester is to correct now, and `labels` of the fields; `compared`: what the last correction changed, for whoever
    decides after it, and `answered`: that correction.
    """

    choices: tuple[tuple[str, str], ...] = ()
    ticked: tuple[str, ...] = ()
    asked: Asked | None = None
    labels: tuple[str, ...] = ()
    answered: Asked | None = None
    compared: tuple[Compared, ...] = ()


def ticked() -> dict[str, list[str]]:
    """What this call's approver ticked, as the operation wants it; {} where nothing."""
    keys = request.form.getlist(TICKED)
    return {TICKED: keys} if keys and request.form.get("decision") == "change" else {}


def of(page: TaskPage, gist: Gist, asked: list[Asked]) -> Correcting:
    """What the page of this task shows of it."""
    if gist.form is None:
        return Correcting()
    last = asked[-1] if asked else None
    if page.line.kind == "approval":
        choices = tuple((one.key, one.label) for one in _told(gist.form, gist.answers) if one.kind != "heading")
        done = last if last is not None and last.state == "answered" else None
        before = tuple(request.form.getlist(TICKED))
        return Correcting(choices, before, answered=done, compared=_compared(gist.form, done))
    if page.line.kind == "requester" and page.line.state == "open" and last is not None and last.state == "asked":
        labels = {one.key: one.label for one in _told(gist.form, gist.answers)}
        return Correcting(asked=last, labels=tuple(labels.get(key, key) for key in last.keys))
    return Correcting()


def _compared(form: dict[str, Any], done: Asked | None) -> tuple[Compared, ...]:
    if done is None:
        return ()
    old = {one.key: one for one in _told(form, done.before)}
    new = {one.key: one for one in _told(form, done.after or {})}
    known = {**old, **new}
    return tuple(
        Compared(known[key].label, _text(old.get(key)), _text(new.get(key))) for key in done.changed if key in known
    )


def _text(one: Shown | None) -> str:
    if one is None:
        return ""
    return one.text or "; ".join(", ".join(cell.text for cell in row) for row in one.rows)


def _told(form: dict[str, Any], answers: dict[str, Any]) -> list[Shown]:
    sight = forms.Sight(variables=answers, at=reader.moment(), zone=reader.zone().key)
    return shown(sheet.form_of(form), answers, sight)
