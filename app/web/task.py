"""One task: the gist, what others said, its form, and the bar that decides. A GET never writes."""

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request

from app.catalogue import forms
from app.catalogue.forms.showing import Shown, shown
from app.db import reading, transaction
from app.errors import Conflict, Forbidden, InvalidForm
from app.language import current
from app.language import gettext as _
from app.operations import tasks as verbs
from app.operations.permissions import Actor
from app.operations.wording import of_version
from app.queries import approvals, conversation, start_forms
from app.queries import gist as gists
from app.queries import tasks as queries
from app.queries.gist import Gist
from app.queries.tasks import TaskPage
from app.web import inbox, look, sheet
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
    form = _said(found)
    given = found.answers
    return _page(actor, found, sheet.again(form, given, found.data) if given else sheet.fresh(form, found.data))


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
        return _page(actor, found, sheet.again(_said(found), given.answers, found.data)), 200
    version = request.form.get("version", "")
    try:
        with transaction():
            verbs.complete(actor, task_id, given.answers, int(version) if version.isdecimal() else None)
    except (InvalidForm, Conflict, Forbidden) as error:
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


def _task(actor: Actor, task_id: int) -> TaskPage:
    with reading():
        return queries.one(actor, task_id)


def _said(found: TaskPage) -> dict[str, Any] | None:
    with reading():
        return start_forms.of_task(found.version_id, found.form, current.get())


def _page(actor: Actor, found: TaskPage, form: Sheet) -> str:
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
    view = request.form.get("view", "mine")
    return redirect(f"/tasks/{task_id}?view={view}")  # type: ignore[return-value]
