"""A forgotten password, and the links of invitations: pages for people who cannot sign in."""

from flask import Blueprint, Response, flash, render_template, request, url_for

from app.db import reading, transaction
from app.errors import InvalidForm
from app.language import gettext as _
from app.models.person import Person
from app.operations import attempts, password_links, passwords, tokens
from app.web.identity import public
from app.web.paths import redirect

pages = Blueprint("passwords", __name__)


@pages.get("/password")
@public
def ask() -> str:
    """Where is the link to be sent?"""
    return render_template("password_forgotten.html", sent=False)


@pages.post("/password")
@public
def send() -> str:
    """One answer for every name, in words and in time: who it belongs to is looked up later, by a worker."""
    with transaction():
        attempts.count(attempts.RESET_ADDRESS, request.remote_addr or "")
        password_links.asked_for(request.form.get("login", "")[:254])
    return render_template("password_forgotten.html", sent=True)


@pages.get("/password/<secret>")
@public
def choose(secret: str) -> str:
    """The form behind the link; looking at it uses nothing up."""
    with reading():
        person = tokens.owner_of_link(secret)
        login, living = person.login, _at_stake(person)
    return render_template("password_new.html", login=login, living=living, error="")


@pages.post("/password/<secret>")
@public
def store(secret: str) -> Response | tuple[str, int]:
    """Set the password; every session of the person ends, the link too, and tokens that are not to be kept."""
    password, keep = request.form.get("password", ""), "keep_tokens" in request.form
    with reading():
        person = tokens.owner_of_link(secret)
        login, living = person.login, _at_stake(person)
        error = weakness(password, person)
    if error:
        return render_template("password_new.html", login=login, living=living, keep=keep, error=error), 422
    hashed = passwords.hashed(password)
    with transaction():
        told = password_links.set_by_link(secret, password, hashed, keep_tokens=keep)
    done = _("Your password is set. Sign in with it.")
    flash(f"{done} {told}".strip(), "done")
    return redirect(url_for("login.page"))


def weakness(password: str, person: Person) -> str:
    """What is wrong with a new password, or ""."""
    try:
        passwords.check(password, person)
    except InvalidForm as error:
        return error.fields["password"]
    return ""


def _at_stake(person: Person) -> int:
    """How many tokens for programs a new password may end; a first one ends none."""
    return tokens.living(person.id) if person.password_hash else 0
