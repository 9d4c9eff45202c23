"""Signing in and out. Every answer to a wrong name or password is the same, in words and in time."""

from flask import Blueprint, Response, current_app, flash, render_template, request, session, url_for

from app.config import Config
from app.db import reading, transaction
from app.errors import OldPage
from app.language import gettext as _
from app.language import using
from app.operations import attempts, house, passwords, people, sessions
from app.operations.permissions import actor_of
from app.queries.people import Credentials, credentials
from app.web import csrf, unsent
from app.web.directory import opens as directory_opens
from app.web.identity import COOKIE, actor_or_none, forget, public
from app.web.paths import own_path, redirect
from app.web.unsent import Unsent

pages = Blueprint("login", __name__)


@pages.get("/login")
@public
def page() -> Response | str:
    """The form; those who are signed in go on, and an empty house asks for its first person."""
    if actor_or_none() is not None:
        return redirect(own_path(request.args.get("next")))
    with reading():
        empty = people.nobody()
    if empty:
        return redirect(url_for("welcome.page"))
    return _form()


@pages.post("/login")
@public
def enter() -> Response | tuple[str, int]:
    """Check name and password; a new session at every sign-in."""
    name, password = request.form.get("login", "").strip()[:254], request.form.get("password", "")
    found = verified(name, password)
    if found is None:
        if passwords.is_spent(password):
            return _form(
                name, _("This password came with the demo, and this house is none any more. Set a new one.")
            ), 401
        return _form(name, _("Name and password do not match. Check both, or set a new password.")), 401
    return enter_as(found.id, own_path(request.form.get("next")), unsent.carried())


@pages.post("/logout")
@public
def leave() -> Response:
    """End this session; its cookie opens nothing any more."""
    with transaction():
        sessions.end(request.cookies.get(COOKIE, ""))
    forget()
    session.clear()
    response = redirect(url_for("login.page"))
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
    return response


def verified(name: str, password: str) -> Credentials | None:
    """Who this is, or None. Raises TooMany. The try is counted first, the slow check holds no transaction."""
    address = request.remote_addr or ""
    with transaction():
        attempts.count(attempts.ADDRESS, address)
        attempts.count(attempts.ACCOUNT, name)
        found = credentials(name)
    right = passwords.matches(found.password_hash if found else "", password) and not passwords.is_spent(password)
    if not right:  # the directory is asked for a stranger too: who is known here is not to be read off a clock
        right = directory_opens(current_app.extensions["laneway"], found.login if found else name, password)
    if not right or found is None:
        return None
    with transaction():
        attempts.clear(attempts.ACCOUNT, name)
        attempts.clear(attempts.ADDRESS, address)
    return found


def enter_as(person_id: int, where: str, typed: Unsent | None = None) -> Response:
    """Begin a session for the person and go on to `where`, or with what was `typed` when the last one ended."""
    with transaction():
        secret = sessions.begin(
            people.by_id(person_id),
            address=request.remote_addr or "",
            agent=str(request.user_agent),
            old=request.cookies.get(COOKIE, ""),
        )
    forget()
    session.clear()
    response = redirect(where) if typed is None else _going_on(typed, secret, person_id)
    give_cookie(response, secret, house.config())
    return response


def _going_on(typed: Unsent, secret: str, person_id: int) -> Response:
    with reading():
        actor = actor_of(people.by_id(person_id))
    with using(actor.language):  # whose page it is was not known when this call came in
        return Response(unsent.page(typed, csrf.token_of(secret), actor), mimetype="text/html")


def anew() -> Response:
    """This door was opened before another tab went through one: on with what it carries, or a fresh one."""
    typed, actor = unsent.carried(), actor_or_none()
    if actor is None:
        words = _("This page was too old and is fresh now. Please sign in once more.")
        return Response(_form(request.form.get("login", ""), words), OldPage.status, mimetype="text/html")
    if typed is not None:
        return Response(unsent.page(typed, csrf.token(), actor), mimetype="text/html")
    flash(_("You are signed in already, as %(name)s.", name=actor.name), "done")
    return redirect(own_path(request.form.get("next")))


def give_cookie(response: Response, secret: str, config: Config) -> None:
    """The session's cookie: no script reads it, no other site sends it with a form."""
    response.set_cookie(
        COOKIE,
        secret,
        httponly=True,
        samesite="Lax",
        secure=config.public_url.startswith("https://"),
        max_age=int(sessions.ABSOLUTE.total_seconds()),
        path="/",
    )


def _form(name: str = "", error: str = "") -> str:
    where = own_path(request.values.get("next"))
    undone = "undone" in request.args
    return render_template("login.html", login=name, error=error, next=where, unsent=unsent.carried(), undone=undone)
