"""One task: the gist, what others said, its form, and the bar that decides. A GET never writes."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request

from app.catalogue import forms
from app.catalogue.forms.showing import Shown, shown
from app.db import reading, transaction
from app.errors import Conflict, Forbidden, InvalidForm
from app.language import current
from app.language import gettext as _
from app.operations import kept_answers
from app.operations import tasks as verbs
from app.operations.permissions import Actor
from app.operations.wording import of_version
from app.queries import approvals, conversation, start_forms
from app.queries import gist as gists
from app.queries import kept_answers as kept_queries
from app.queries import tasks as queries
from app.queries.gist import Gist
from app.queries.kept_answers import Kept
from app.queries.tasks import TaskPage
from app.web import inbox, keeping, look, sheet
from app.web.identity import current_actor, signed_in
from app.web.sheet import Sheet
from app.web.ways import own_path

pages = Blueprint("task", __name__, url_prefix="/tasks")
WHY = ("reason", "why", "justification", "purpose", "need")


@pages.get("/<int:task_id>")
@signed_in
def show(task_id: int) -> str:
    """The task beside the list it came from."""
    actor = current_actor()
    found = _task(actor, task_id)
    form, kept = _said(found), _kept(actor, found)
    given = kept.answers if kept else found.answers
    drawn = sheet.again(form, given, found.data) if given else sheet.fresh(form, found.data)
    return _page(actor, found, drawn, kept.at if kept else None)


@pages.post("/<int:task_id>/claim")
@signed_in
def claim(task_id: int) -> Response:
    """Take it."""
    with transaction():
        verbs.claim(current_actor(), task_id)
    flash(_("It is yours now."), "done")
    return _back(task_id)


@pages.post("/<int:task_id>/release")
@signed_in
def release(task_id: int) -> Response:
    """Give it back."""
    with transaction():
        verbs.release(current_actor(), task_id)
    flash(_("Given back. Somebody else can take it."), "done")
    return redirect(_list())  # type: ignore[return-value]


@pages.post("/<int:task_id>/assign")
@signed_in
def assign(task_id: int) -> Response:
    """Hand it to somebody."""
    with transaction():
        verbs.assign(current_actor(), task_id, request.form.get("person", "").strip())
    flash(_("Handed over."), "done")
    return redirect(_list())  # type: ignore[return-value]


@pages.post("/<int:task_id>/complete")
@signed_in
def complete(task_id: int) -> Response | tuple[str, int]:
    """Finish it with the form's answers; a mistake or a faster colleague costs nothing that was typed."""
    actor = current_actor()
    found = _task(actor, task_id)
    given = sheet.posted(found.form, actor)
    if given.unfinished:
        _keep(actor, found, given.answers)
        typed = sheet.again(_said(found), given.answers, found.data, given.refused)
        return _page(actor, found, typed, look.moment()), 200
    try:
        if given.refused:
            raise InvalidForm(given.refused)
        with transaction():
            _finished(actor, task_id, given.answers)
    except (InvalidForm, Conflict, Forbidden) as error:
        _keep(actor, found, given.answers, last=True)
        fields = error.fields if isinstance(error, InvalidForm) else {}
        typed = sheet.again(_said(found), given.answers, found.data, fields, str(error))
        return _page(actor, _task(actor, task_id), typed), error.status
    flash(_done(given.answers.get("decision")), "done")
    return redirect(_list())  # type: ignore[return-value]


@pages.post("/<int:task_id>/shape")
@signed_in
def shape(task_id: int) -> Response:
    """What the answers so far hide, compute and offer."""
    found = _task(current_actor(), task_id)
    return jsonify(sheet.shape(_said(found), found.data))


@pages.post("/<int:task_id>/keep")
@signed_in
def keep(task_id: int) -> Response:
    """Keep what is typed so far, for whoever typed it."""
    actor = current_actor()
    found = _task(actor, task_id)
    return keeping.done(_keep(actor, found, sheet.typed(found.form)))


@pages.post("/<int:task_id>/afresh")
@signed_in
def afresh(task_id: int) -> Response:
    """Forget what was kept."""
    actor = current_actor()
    _task(actor, task_id)
    with transaction():
        kept_answers.forget(actor, keeping.of_task(task_id), keeping.mark())
    return _back(task_id)


def _finished(actor: Actor, task_id: int, answers: dict[str, Any]) -> None:
    version = request.form.get("version", "")
    verbs.complete(actor, task_id, answers, int(version) if version.isdecimal() else None)
    kept_answers.forget(actor, keeping.of_task(task_id), keeping.mark())


def _kept(actor: Actor, found: TaskPage) -> Kept | None:
    """What this person has typed into it, while it can still be handed in."""
    if not found.may_act:
        return None
    with reading():
        return kept_queries.of_task(actor, found.line.id)


def _keep(actor: Actor, found: TaskPage, answers: dict[str, Any], *, last: bool = False) -> bool:
    place = keeping.of_task(found.line.id)
    return found.may_act and keeping.keep(actor, place, found.version_id, found.form, answers, last=last)


def _task(actor: Actor, task_id: int) -> TaskPage:
    with reading():
        return queries.one(actor, task_id)


def _said(found: TaskPage) -> dict[str, Any] | None:
    with reading():
        return start_forms.of_task(found.version_id, found.form, current.get())


def _page(actor: Actor, found: TaskPage, form: Sheet, kept_at: datetime | None = None) -> str:
    task_id, number = found.line.id, found.line.request
    with reading():
        gist = gists.of_task(actor, task_id, current.get())
        said = approvals.of_request(actor, number)
        comments = conversation.comments(actor, number)
        words = of_version(found.version_id, current.get())
    told = _told(gist)
    why = next((one for one in told if one.key in WHY), None)
    return render_template(
        "inbox.html",
        task=found,
        line=found.line,
        words=words,
        form=form,
        kept_at=kept_at,
        gist=gist,
        why=why,
        said=said,
        comments=comments,
        details=[one for one in told if one is not why],
        **inbox.listing(actor),
    )


def _told(gist: Gist) -> list[Shown]:
    """The order's answers to read."""
    if gist.form is None:
        return []
    sight = forms.Sight(variables=gist.answers, at=look.moment(), zone=look.zone().key)
    return shown(sheet.form_of(gist.form), gist.answers, sight)


def _done(decision: Any) -> str:
    words = {"approve": _("Approved."), "reject": _("Rejected."), "change": _("Sent back with your question.")}
    return words.get(str(decision), _("Done."))


def _list() -> str:
    return own_path(request.form.get("next"), "/inbox")


def _back(task_id: int) -> Response:
    view = request.values.get("view", "mine")
    return redirect(f"/tasks/{task_id}?view={view}")  # type: ignore[return-value]
