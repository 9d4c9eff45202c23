"""Canned answers: kept on a page of their own, chosen beside a comment with their placeholders filled in."""

from typing import Any

from flask import Blueprint, Response, flash, render_template, request

from app.catalogue import placeholders
from app.db import reading, transaction
from app.errors import Conflict, InvalidForm
from app.language import LANGUAGES
from app.language import gettext as _
from app.operations import canned_answers as verbs
from app.queries import canned_answers as queries
from app.queries import groups
from app.web import newer
from app.web.identity import current_actor, signed_in
from app.web.paths import redirect

pages = Blueprint("canned_answers", __name__)


@pages.get("/canned")
@signed_in
def show() -> str:
    """Those that one may use, and an empty one to fill in."""
    return _page()


@pages.post("/canned")
@signed_in
def add() -> Response | tuple[str, int]:
    """A new one."""
    try:
        with transaction():
            verbs.add(current_actor(), request.form.get("group", ""), request.form.get("title", ""), _texts())
    except (InvalidForm, Conflict) as error:
        return _page(errors=_wrong(error)), error.status
    return _kept()


@pages.get("/canned/<int:answer_id>")
@signed_in
def edit(answer_id: int) -> str:
    """One of them, to be changed."""
    with reading():
        queries.one(current_actor(), answer_id)
    return _page(answer_id)


@pages.post("/canned/<int:answer_id>")
@signed_in
def change(answer_id: int) -> Response | tuple[str, int]:
    """Write it anew."""
    try:
        with transaction():
            newer.check(_saved(queries.one(current_actor(), answer_id)))
            verbs.change(current_actor(), answer_id, request.form.get("title", ""), _texts())
    except InvalidForm as error:
        return _page(answer_id, _wrong(error), newer.posted()), error.status
    except Conflict as error:
        return _page(answer_id, _wrong(error)), error.status
    return _kept()


@pages.post("/canned/<int:answer_id>/drop")
@signed_in
def drop(answer_id: int) -> Response:
    """Forget it."""
    with transaction():
        verbs.drop(current_actor(), answer_id)
    flash(_("Deleted."), "done")
    return redirect("/canned")


@pages.get("/requests/<number>/canned")
@signed_in
def choose(number: str) -> str:
    """Filled in for a request: a fragment for the menu beside a comment, or a plain list to copy from."""
    with reading():
        found = queries.filled(current_actor(), number)
    template = "parts/canned.html" if "HX-Request" in request.headers else "canned_list.html"
    return render_template(template, canned=found, number=number, languages=LANGUAGES)


def _texts() -> dict[str, str]:
    return {language: request.form.get(f"text-{language}", "") for language in LANGUAGES}


def _wrong(error: InvalidForm | Conflict) -> dict[str, str]:
    return dict(error.fields) if isinstance(error, InvalidForm) else {"title": str(error)}


def _kept() -> Response:
    flash(_("Saved."), "done")
    return redirect("/canned")


def _saved(line: Any) -> tuple[object, ...]:
    return line.title, sorted(line.texts.items())


def _page(answer_id: int = 0, errors: dict[str, str] | None = None, seen: str = "") -> str:
    actor = current_actor()
    with reading():
        lines = queries.mine(actor)
        own = groups.of_actor(actor)
    chosen: Any = next((line for line in lines if line.id == answer_id), None)
    typed = {"title": request.form.get("title", ""), **_texts(), "group": request.form.get("group", "")}
    given = typed if errors else {"title": chosen.title, **chosen.texts} if chosen else {}
    return render_template(
        "canned.html",
        lines=lines,
        chosen=chosen,
        seen=(seen or newer.mark(_saved(chosen))) if chosen else "",
        given=given,
        groups=own,
        errors=errors or {},
        languages=LANGUAGES,
        names=placeholders.NAMES,
    )
