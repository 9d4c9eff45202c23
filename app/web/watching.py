"""Watching a request, letting others watch it, and whom one can name in a comment. The deeds are in operations."""

from flask import Blueprint, Response, flash, render_template, request

from app.db import reading, transaction
from app.errors import InvalidForm
from app.language import gettext as _
from app.operations import watching as verbs
from app.operations.permissions import see_request
from app.queries import people
from app.queries import watching as queries
from app.web.identity import current_actor, signed_in
from app.web.paths import own_path, redirect

pages = Blueprint("watching", __name__, url_prefix="/requests")


@pages.post("/<number>/watch")
@signed_in
def watch(number: str) -> Response:
    """Be told of it from now on."""
    with transaction():
        verbs.watch(current_actor(), number)
    flash(_("You are told how it goes on."), "done")
    return _back(number)


@pages.post("/<number>/unwatch")
@signed_in
def stop(number: str) -> Response:
    """Be told no longer; `person`: take somebody else off."""
    actor = current_actor()
    with transaction():
        found = verbs.stop(actor, number, request.form.get("person") or None)
    flash(_("Done: no more words about it."), "done")
    with reading():
        still = queries.sees(actor, found.id)
    return _back(found.number) if still else redirect("/requests")


@pages.post("/<number>/invite")
@signed_in
def invite(number: str) -> Response:
    """Let somebody watch it."""
    actor, wanted = current_actor(), request.form.get("person", "")
    with reading():
        see_request(actor, number)
        login = people.login_of(wanted) or wanted
    try:
        with transaction():
            verbs.invite(actor, number, login)
        flash(_("Invited. They are told."), "done")
    except InvalidForm as error:
        flash(error.words, "late")
    return _back(number)


@pages.get("/<number>/readers")
@signed_in
def readers(number: str) -> str:
    """A fragment: whom one can name in a comment, by the first letters."""
    with reading():
        found = queries.readers(current_actor(), number, request.args.get("q", "")[:60])
    return render_template("parts/readers.html", readers=found)


def _back(number: str) -> Response:
    return redirect(own_path(request.form.get("next"), f"/requests/{number}#watchers"))
