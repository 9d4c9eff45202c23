"""Questions from a task: asked beside it, answered on the request's page, taken back. What was typed is never lost."""

from flask import Blueprint, Response, flash, request

from app.db import transaction
from app.errors import Conflict, Forbidden, InvalidForm
from app.language import gettext as _
from app.operations import questions
from app.operations.permissions import Actor
from app.queries import people
from app.web import pane, sheet
from app.web import request as request_page
from app.web import task as task_page
from app.web.identity import current_actor, signed_in
from app.web.once import done_once
from app.web.paths import own_path, redirect

pages = Blueprint("asking", __name__)


@pages.post("/tasks/<int:task_id>/ask")
@signed_in
def ask(task_id: int) -> Response | tuple[str, int]:
    """Ask the requester, or somebody else who may see the request."""
    actor, text = current_actor(), request.form.get("text", "")
    whom = request.form.get("other", "").strip() or request.form.get("person", "")
    pane.found(actor, task_id)
    try:
        files = _files(actor)
        done_once(actor, lambda: _asked(actor, task_id, whom, text, files))
    except (InvalidForm, Forbidden, Conflict) as error:
        typed = {"text": text, "other": request.form.get("other", ""), "person": whom, "error": error.words}
        return task_page.asking(actor, task_id, typed), error.status
    flash(_("Asked. The answer comes back to this task."), "done")
    return redirect(own_path(request.form.get("here"), f"/tasks/{task_id}"))


@pages.post("/requests/<number>/questions/<int:question_id>/answer")
@signed_in
def answer(number: str, question_id: int) -> Response | tuple[str, int]:
    """The answer, with files."""
    actor, text = current_actor(), request.form.get("text", "")
    try:
        files = _files(actor)
        done_once(actor, lambda: _answered(actor, number, question_id, text, files))
    except (InvalidForm, Conflict, Forbidden) as error:
        waits = isinstance(error, InvalidForm)
        typed = {"question": str(question_id), "answer": text} if waits else {"comment": text}
        said = {"answer_error" if waits else "comment_error": error.words}
        return request_page.typed(actor, number, {**typed, **said}), error.status
    flash(_("Thank you. The work goes on with your answer."), "done")
    return redirect(f"/requests/{number}")


@pages.post("/requests/<number>/questions/<int:question_id>/withdraw")
@signed_in
def withdraw(number: str, question_id: int) -> Response:
    """Take it back."""
    with transaction():
        questions.withdraw(current_actor(), number, question_id)
    flash(_("Taken back. Nobody has to answer it any more."), "done")
    return redirect(own_path(request.form.get("here"), f"/requests/{number}"))


def _asked(actor: Actor, task_id: int, whom: str, text: str, files: tuple[int, ...]) -> str:
    login = people.login_of(whom) or whom
    questions.ask(actor, task_id, login, text, internal="internal" in request.form, files=files)
    return str(task_id)


def _answered(actor: Actor, number: str, question_id: int, text: str, files: tuple[int, ...]) -> str:
    questions.answer(actor, number, question_id, text, files)
    return number


def _files(actor: Actor) -> tuple[int, ...]:
    return tuple(sheet.upload(actor, file) for file in request.files.getlist("files") if file.filename)
