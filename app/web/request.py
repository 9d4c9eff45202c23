"""One request: where it stands, the live diagram, the conversation, what was asked for, and what one may do with it."""

from typing import Any

from flask import Blueprint, Response, flash, render_template
from flask import request as call

from app.catalogue import forms
from app.catalogue.drawing import draw, told
from app.catalogue.forms.showing import shown
from app.db import reading, transaction
from app.errors import InvalidForm
from app.language import current
from app.language import gettext as _
from app.operations import following_up, ownership, suspensions
from app.operations import requests as verbs
from app.operations.permissions import Actor
from app.operations.wording import Wording, of_version
from app.queries import (
    alike,
    approvals,
    attachments,
    checklists,
    clocks,
    conversation,
    groups,
    linked,
    pictures,
    plans,
    promise,
    questions,
    start_forms,
    undoing,
    wanted,
    watching,
)
from app.queries import request as queries
from app.queries.approvals import Said
from app.queries.clocks import ClockLine
from app.queries.conversation import CommentLine
from app.queries.pictures import Picture
from app.queries.questions import Asked
from app.queries.request import RequestPage
from app.queries.task import to_begin
from app.web import clocks as clock_words
from app.web import linking, progress, reader, reminding, request_history, sheet
from app.web.identity import current_actor, signed_in
from app.web.once import done_once
from app.web.paths import own_path, redirect
from app.web.request_history import History

pages = Blueprint("request", __name__, url_prefix="/requests")


@pages.get("/<number>")
@signed_in
def show(number: str) -> str:
    """The page of a request."""
    return _page(current_actor(), number)


@pages.post("/<number>/comments")
@signed_in
def comment(number: str) -> Response | tuple[str, int]:
    """Say something, with files."""
    actor, text = current_actor(), call.form.get("text", "")
    try:
        sent = tuple(sheet.upload(actor, file) for file in call.files.getlist("files") if file.filename)
        made, _first = done_once(actor, lambda: _said(actor, number, text, sent))
    except InvalidForm as error:
        again = {"comment": text, "comment_error": error.words, "internal": call.form.get("internal", "")}
        return _page(actor, number, again), error.status
    flash(_("Your words are there."), "done")
    with reading():
        unheard = watching.unheard(actor, number, text, internal="internal" in call.form)
    return redirect(f"/requests/{number}?said={made}#talk") if unheard else _back(number, "#talk")


@pages.post("/<number>/withdraw")
@signed_in
def withdraw(number: str) -> Response:
    """Take it back, with a reason."""
    with transaction():
        over = verbs.withdraw(current_actor(), number, call.form.get("reason", "")).state == "ended"
    if over:
        flash(_("Withdrawn. Everybody who had work with it is told."), "done")
    else:
        flash(_("It is being withdrawn. Those who undo what was done are told."), "done")
    return _back(number)


@pages.post("/<number>/confirm")
@signed_in
def confirm(number: str) -> Response:
    """All is well, or not."""
    with transaction():
        verbs.confirm(current_actor(), number, ok=call.form.get("ok") == "yes", text=call.form.get("text", ""))
    flash(_("Thank you."), "done")
    return _back(number)


@pages.post("/<number>/rate")
@signed_in
def rate(number: str) -> Response:
    """One to five stars, when it has ended."""
    stars = call.form.get("stars", "")
    given = int(stars) if stars.isdecimal() else 0
    with transaction():
        following_up.rated(current_actor(), number, stars=given, text=call.form.get("rating", ""))
    if given <= following_up.UNHAPPY:
        flash(_("Thank you for telling us. Whoever answers for it looks into it and tells you what was done."), "done")
    else:
        flash(_("Thank you for telling us."), "done")
    return _back(number)


def _said(actor: Actor, number: str, text: str, sent: tuple[int, ...]) -> str:
    return str(verbs.comment(actor, number, text, internal="internal" in call.form, files=sent).id)


def typed(actor: Actor, number: str, given: dict[str, str]) -> str:
    """The page with what somebody typed and could not be taken."""
    return _page(actor, number, given)


def _page(actor: Actor, number: str, typed: dict[str, str] | None = None) -> str:
    with reading():
        page = queries.one(actor, number)
        spoken = of_version(page.version_id, current.get())
        picture = pictures.of_request(actor, number, current.get())
        running = clocks.of_request(actor, number)
        happened = request_history.of_request(actor, number, spoken, call.args.get("history", ""))
        said, asked = approvals.of_request(actor, number), questions.of_request(actor, number)
        beside = _beside(actor, page)
    return render_template(
        "request.html",
        page=page,
        line=page.line,
        actor=actor,
        typed=typed or {},
        seen_at=reader.moment().isoformat(),
        **_course(actor, page, spoken, happened, said, asked),
        **_drawing(picture, running, spoken),
        **beside,
    )


def _course(
    actor: Actor,
    page: RequestPage,
    spoken: Wording,
    happened: History,
    said: list[Said],
    asked: list[Asked],
) -> dict[str, Any]:
    """Where it stands, in sentences and stages, and how it came there."""
    return {
        "summary": progress.summary(actor, page, spoken, asked=any(one.yours for one in asked)),
        "stages_shown": progress.stages(actor, page, said, spoken, began=happened.began, groups=_groups(actor, page)),
        "began": happened.began,
        "people": progress.seen_by(page, page.tasks, spoken),
        "yours": any(progress.is_yours(actor, task) for task in page.tasks),
        "clock_shown": reader.clock(page.line.created_at, page.line.due_at),
        "questions": asked,
        "happened": happened,
        "step_name": spoken.say,
    }


def _groups(actor: Actor, page: RequestPage) -> list[str]:
    """The reader's groups, asked only where work of any is free."""
    asked = actor.groups and any(progress.is_free(task) for task in page.tasks)
    if not asked:
        return []
    with reading():
        return [key for key, _name in groups.of_actor(actor)]


def _drawing(picture: Picture, running: list[ClockLine], spoken: Wording) -> dict[str, Any]:
    """The live diagram, the same in words, and its clocks."""
    both: dict[str, Any] = {
        "gone": picture.gone,
        "now": picture.now,
        "names": picture.names,
        "asides": picture.asides,
        "hidden": picture.hidden,
    }
    return {
        "picture": draw(picture.diagram, clocks=clock_words.marks(running, spoken), **both),
        "told": told(picture.diagram, **both),
        "clocks": clock_words.shown(running, spoken),
    }


def _beside(actor: Actor, page: RequestPage) -> dict[str, Any]:
    """Everything else on the page: what was ordered and said, and what one may do. Inside `reading()`."""
    number, comments = page.line.number, conversation.comments(actor, page.line.number)
    return {
        "comments": comments,
        "unheard": _unheard(actor, number, comments),
        "to_begin": to_begin(actor, number),
        "files": attachments.of_request(actor, number),
        "item": pictures.title(page.version_id, current.get()),
        "details": _details(page),
        "planned": plans.of_request(actor, number),
        "undone": undoing.of_request(actor, number, current.get()) if page.is_party else [],
        "wanted": wanted.of_request(actor, page),
        "promised": promise.of_request(page),
        "remindable": reminding.offered(actor, page),
        "checklists": checklists.of_request(actor, number),
        "watching": watching.of_request(actor, number),
        "linked_to": linked.of_request(actor, number),
        "alike": alike.of_request(actor, page.line) if page.sees_internal else [],
        "may_come_back": linked.may_come_back(page),
        "may_pause": suspensions.may_suspend(actor, ownership.of_version(page.version_id)),
        "sides": linking.words(),
    }


def _unheard(actor: Actor, number: str, comments: list[CommentLine]) -> list[Any]:
    """Who was named in the words that the reader has just written, and cannot read them."""
    said = next((one for one in comments if str(one.id) == call.args.get("said") and one.author == actor.login), None)
    return watching.unheard(actor, number, said.text, internal=said.internal) if said else []


def _details(page: RequestPage) -> list[Any]:
    """The start form's answers under their labels."""
    schema = start_forms.said(page.version_id, current.get())
    if schema is None:
        return []
    sight = forms.Sight(variables=page.answers, at=reader.moment(), zone=reader.zone().key)
    return list(shown(sheet.form_of(schema), page.answers, sight))


def _back(number: str, anchor: str = "") -> Response:
    """To the page that sent the form (a task shows the conversation too), else to the request."""
    return redirect(own_path(call.form.get("next"), f"/requests/{number}{anchor}"))
