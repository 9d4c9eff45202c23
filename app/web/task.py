"""One task: the gist, what others said, its form, and the bar that decides. A GET never writes."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, jsonify, render_template, request

from app.db import reading, transaction
from app.errors import Conflict, Forbidden, InvalidForm, NotFound
from app.language import gettext as _
from app.operations import kept_answers, steps
from app.operations import tasks as verbs
from app.operations.permissions import Actor
from app.queries import gist, people
from app.queries.task import TaskPage
from app.web import already_done, corrections, inbox, keeping, pane, presence, reader, sheet
from app.web.identity import current_actor, signed_in
from app.web.paths import own_path, redirect
from app.web.sheet import Sheet

pages = Blueprint("task", __name__, url_prefix="/tasks")


@pages.get("/<int:task_id>")
@signed_in
def show(task_id: int) -> str | Response:
    """The task beside the list it came from. `glance`: as it only stands open there, for a list that renews it.

    Old links in mails and news lead here: whose task it is no longer is led on to the request, where they may see it.
    """
    actor, glance = current_actor(), "glance" in request.args
    try:
        with reading():
            return render_template("inbox.html", glance=glance, **pane.opened(actor, task_id), **inbox.listing(actor))
    except NotFound:
        with reading():
            return redirect(f"/requests/{gist.request_of(actor, task_id)}")


@pages.post("/<int:task_id>/claim")
@signed_in
def claim(task_id: int) -> Response:
    """Take it; where a colleague was faster, the page says who."""
    try:
        with transaction():
            verbs.claim(current_actor(), task_id)
        flash(_("It is yours now."), "done")
    except Conflict as error:
        flash(str(error), "late")
    return _back(task_id)


@pages.post("/<int:task_id>/release")
@signed_in
def release(task_id: int) -> Response:
    """Give it back."""
    try:
        with transaction():
            verbs.release(current_actor(), task_id)
    except Conflict as error:
        flash(str(error), "late")
        return _back(task_id)
    flash(_("Given back. Somebody else can take it."), "done")
    return redirect(_list())


@pages.post("/<int:task_id>/assign")
@signed_in
def assign(task_id: int) -> Response:
    """Hand it to somebody."""
    actor = current_actor()
    pane.found(actor, task_id)
    try:
        with transaction():
            chosen = verbs.assign(actor, task_id, _person()).assignee
            flash(_("Handed over to %(name)s.", name=chosen.name if chosen else ""), "done")
    except (NotFound, Conflict) as error:
        flash(str(error), "late")
        return _back(task_id)
    return redirect(_list())


@pages.post("/<int:task_id>/begin")
@signed_in
def begin(task_id: int) -> Response:
    """Begin a step of an ad-hoc sub-process; without one: nothing more is to be done."""
    step = request.form.get("step") or None
    back = own_path(request.form.get("next"), f"/tasks/{task_id}" if step else "/inbox")
    try:
        with transaction():
            steps.begin(current_actor(), task_id, step)
    except Conflict as error:
        flash(str(error), "late")
        return _back(task_id)
    flash(_("Begun. It is in the inbox of those who do it.") if step else _("Done. It goes on."), "done")
    return redirect(back)


@pages.post("/<int:task_id>/complete")
@signed_in
def complete(task_id: int) -> Response | tuple[str, int]:
    """Finish it with the form's answers; a mistake or a faster colleague costs nothing that was typed."""
    actor = current_actor()
    found = pane.found(actor, task_id)
    given = sheet.posted(found.form, actor)
    mine = presence.own(found, given.answers)
    others = presence.at_work(actor, found, mine, pane.schema(found))
    chosen = presence.taken(others, actor, found)
    if given.unfinished or chosen is not None:
        mine = mine if chosen is None else chosen
        _keep(actor, found, mine, last=chosen is not None)
        others = presence.at_work(actor, found, mine, pane.schema(found))
        typed = sheet.again(pane.schema(found), others.answers, found.data, given.refused)
        return _page(actor, found, typed, reader.moment(), others=others), 200
    try:
        if given.refused:
            raise InvalidForm(given.refused)
        if presence.is_news(others):
            raise Conflict(_("Colleagues have typed here meanwhile. Look at it once more, then finish."))
        with transaction():
            _finished(actor, task_id, {**others.answers, **corrections.ticked()})
    except (InvalidForm, Conflict, Forbidden) as error:
        _keep(actor, found, mine, last=True)
        fields = error.fields if isinstance(error, InvalidForm) else {}
        typed = sheet.again(pane.schema(found), others.answers, found.data, fields, already_done.said(error, actor))
        words = already_done.words(error, found, mine)
        return _page(actor, pane.found(actor, task_id), typed, others=others, words=words), error.status
    flash(_done(given.answers.get("decision")), "done")
    return redirect(_list())


@pages.post("/<int:task_id>/shape")
@signed_in
def shape(task_id: int) -> Response:
    """What the answers so far hide, compute and offer."""
    found = pane.found(current_actor(), task_id)
    return jsonify(sheet.shape(pane.schema(found), found.data))


@pages.post("/<int:task_id>/keep")
@signed_in
def keep(task_id: int) -> Response:
    """Keep what is typed so far, for whoever typed it."""
    actor = current_actor()
    found = pane.found(actor, task_id)
    return keeping.done(_keep(actor, found, presence.own(found, sheet.typed(found.form))))


@pages.post("/<int:task_id>/afresh")
@signed_in
def afresh(task_id: int) -> Response:
    """Forget what was kept."""
    actor = current_actor()
    pane.found(actor, task_id)
    with transaction():
        kept_answers.forget(actor, keeping.of_task(task_id), keeping.mark())
    return _back(task_id)


def _finished(actor: Actor, task_id: int, answers: dict[str, Any]) -> None:
    version = request.form.get("version", "")
    verbs.complete(actor, task_id, answers, int(version) if version.isdecimal() else None)
    kept_answers.forget(actor, keeping.of_task(task_id), keeping.mark())


def _keep(actor: Actor, found: TaskPage, answers: dict[str, Any], *, last: bool = False) -> bool:
    place = keeping.of_task(found.line.id)
    return found.may_act and keeping.keep(actor, place, found.version_id, found.form, answers, last=last)


def asking(actor: Actor, task_id: int, typed: dict[str, str]) -> str:
    """The task with a question that could not be asked."""
    found = pane.found(actor, task_id)
    return _page(actor, found, sheet.fresh(pane.schema(found), found.data), None, typed)


def _page(
    actor: Actor,
    found: TaskPage,
    form: Sheet,
    kept_at: datetime | None = None,
    typed: dict[str, str] | None = None,
    others: presence.SharedForm | None = None,
    words: str = "",
) -> str:
    with reading():
        drawn = pane.drawn(actor, found, form, kept_at, typed, others)
        return render_template("inbox.html", **drawn, late_words=words, **inbox.listing(actor))


def _person() -> str:
    """The login that was chosen, or whom the typed name means."""
    typed = request.form.get("person", "").strip() or request.form.get("q", "").strip()
    return people.login_of(typed) or typed


def _done(decision: Any) -> str:
    words = {"approve": _("Approved."), "reject": _("Rejected."), "change": _("Sent back with your question.")}
    return words.get(str(decision), _("Done."))


def _list() -> str:
    return own_path(request.form.get("next"), "/inbox")


def _back(task_id: int) -> Response:
    return redirect(f"/tasks/{task_id}?{urlencode({'view': request.values.get('view', 'mine')})}")
