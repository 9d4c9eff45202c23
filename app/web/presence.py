"""Several people at one task: who has it open, and what they typed, field by field, beside what the reader typed.

A page says that it is open by small calls of its script. What others typed goes into fields that the reader left
alone; where both typed, the reader chooses. Nothing that the page has not shown is ever handed in.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, render_template, request

from app.catalogue import forms
from app.catalogue.forms import merging
from app.catalogue.forms.given import at, put
from app.catalogue.forms.showing import shown
from app.catalogue.forms.view import initial
from app.db import reading, transaction
from app.operations import presence
from app.operations.permissions import Actor, see_task
from app.queries import presence as queries
from app.queries.task import TaskPage
from app.web import reader, sheet
from app.web.identity import current_actor, signed_in

pages = Blueprint("presence", __name__)
FILLED, KNOWN, TAKE = "_filled", "_typed", "_take"
NO_FORM: dict[str, Any] = {"components": []}  # of a step that asks for nothing


@dataclass(frozen=True)
class Beside:
    """A field that a colleague filled in: `words` as it reads, `value` as a field takes it (None: only by the page).

    `taken`: it stands in the reader's form; else they typed something else there.
    """

    name: str
    label: str
    who: str
    at: datetime
    words: str
    value: str | None
    mark: str
    taken: bool
    take: str


@dataclass(frozen=True)
class SharedForm:
    """The reader's form with what colleagues have typed into it.

    `answers`: what the form holds now; `beside`: the fields that colleagues filled in; `known`: a hash of all that they
    typed, "" for nothing, by which a later call tells whether there is more.
    """

    answers: dict[str, Any]
    beside: list[Beside] = field(default_factory=list)
    known: str = ""


@pages.post("/tasks/<int:task_id>/here")
@signed_in
def here(task_id: int) -> str:
    """The page is open; who else has it open."""
    actor = current_actor()
    with transaction():
        presence.here(actor, task_id)
    with reading():
        return render_template("parts/present.html", present=queries.present(actor, task_id))


@pages.post("/tasks/<int:task_id>/gone")
@signed_in
def gone(task_id: int) -> Response:
    """The page was left."""
    actor = current_actor()
    with reading():
        see_task(actor, task_id)
    with transaction():
        presence.gone(actor, task_id)
    return Response(status=204)


def at_work(actor: Actor, page: TaskPage, mine: dict[str, Any], said: dict[str, Any] | None = None) -> SharedForm:
    """The reader's answers with those of the others. `said`: the form in the reader's words."""
    with reading():
        others = queries.typed(actor, page)
    made = SharedForm(mine)
    for one in others:
        made = _with(made, page, one, sheet.form_of(said or page.form or NO_FORM))
    return replace(made, known=_mark(page, others))


def _mark(page: TaskPage, others: list[queries.Theirs]) -> str:
    """Stands for everything that the others have typed, whether or not the reader typed the same."""
    form = sheet.form_of(page.form or NO_FORM)
    typed = [(one.login, change.mark) for one in others for change in merging.changes(form, begun(page), one.answers)]
    return sha256(repr(sorted(typed)).encode()).hexdigest()[:16] if typed else ""


def begun(page: TaskPage) -> dict[str, Any]:
    """What the form began with."""
    return initial(sheet.form_of(page.form), page.data) if page.form and page.may_act else {}


def is_news(found: SharedForm) -> bool:
    """Whether others have typed something that the page which is handed in had not shown."""
    return bool(found.known) and request.form.get(KNOWN, "") != found.known


def own(page: TaskPage, typed: dict[str, Any]) -> dict[str, Any]:
    """What the reader typed, without what the page had filled in for them."""
    if page.form is None or FILLED not in request.form:
        return typed
    return merging.own(sheet.form_of(page.form), begun(page), typed, frozenset(request.form.getlist(FILLED)))


def taken(found: SharedForm, actor: Actor, page: TaskPage) -> dict[str, Any] | None:
    """The answers with the one that the reader chose to take from a colleague; None when that was not the call."""
    login, _sep, name = request.form.get(TAKE, "").partition(":")
    if not name or page.form is None:
        return None
    with reading():
        theirs = next((one for one in queries.typed(actor, page) if one.login == login), None)
    answers = dict(found.answers)
    for item in sheet.form_of(page.form).inputs():
        if theirs is not None and item.name == name:
            put(answers, item.key, at(theirs.answers, item.key))
    return answers


def _with(known: SharedForm, page: TaskPage, theirs: queries.Theirs, form: forms.Form) -> SharedForm:
    found = merging.merged(form, page.data, known.answers, theirs.answers)
    sight = forms.Sight(variables={**page.data, **theirs.answers}, at=reader.moment(), zone=reader.zone().key)
    words = {one.key: (one.label, one.text) for one in shown(form, theirs.answers, sight)}
    changes = [*((one, True) for one in found.taken), *((one, False) for one in found.apart)]
    beside = [_beside(one, is_taken, theirs, words.get(one.name, (one.name, ""))) for one, is_taken in changes]
    return SharedForm(found.answers, [*known.beside, *beside])


def _beside(change: merging.Change, is_taken: bool, theirs: queries.Theirs, words: tuple[str, str]) -> Beside:
    plain = str(change.value) if isinstance(change.value, (str, int)) and not isinstance(change.value, bool) else None
    take = f"{theirs.login}:{change.name}"
    label, said = words
    return Beside(change.name, label, theirs.name, theirs.at, said, plain, change.mark, is_taken, take)
