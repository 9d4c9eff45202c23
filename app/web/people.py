"""People and what they may: found, invited, changed, deactivated. For administrators."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, flash, render_template, request
from werkzeug.datastructures import MultiDict

from app.db import reading, transaction
from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.models.person import ROLES
from app.operations import house, leaving, limits, password_links, passwords, substitutes, tokens
from app.operations import people as verbs
from app.queries import people as queries
from app.queries import sessions
from app.queries import substitutes as absences
from app.queries.people import PersonView
from app.web import days, newer
from app.web.identity import current_actor, role
from app.web.paths import redirect
from app.web.rights import role_name

pages = Blueprint("people", __name__, url_prefix="/people")
TEXTS = ("name", "email", "department", "cost_centre", "country", "manager")


@pages.get("")
@role("administrator")
def index() -> str:
    """The list, found by name, login, address or department."""
    return _list()


@pages.post("")
@role("administrator")
def invite() -> Response | tuple[str, int]:
    """Somebody new, told by mail how to choose a password."""
    actor, login = current_actor(), request.form.get("login", "")
    try:
        with transaction():
            password_links.invite(actor, verbs.add(actor, login, _facts()))
    except InvalidForm as error:
        return _list(error.fields), error.status
    except Conflict as error:
        return _list({"login": str(error)}), 422
    login = login.strip().casefold()
    _say_invited(login)
    return redirect(f"/people/{login}")


@pages.get("/<login>")
@role("administrator")
def show(login: str) -> str:
    """One person."""
    return _one(login)


@pages.post("/<login>")
@role("administrator")
def change(login: str) -> Response | tuple[str, int]:
    """Facts, roles and what they may approve."""
    amount = request.form.get("limit", "").strip()
    limit = {"amount": amount, "currency": request.form.get("currency", "EUR").strip() or "EUR"} if amount else None
    try:
        rights = {"limit": limit, "heads_department": "heads_department" in request.form}
        if "limits" in request.form:
            rights["limits"] = limits.read(request.form["limits"])
        with transaction():
            newer.check(_saved(queries.one(current_actor(), login)))
            verbs.change(current_actor(), login, {**_facts(), **rights})
    except InvalidForm as error:
        return _one(login, error.fields, newer.posted()), error.status
    except Conflict as error:
        return _one(login, {"roles": str(error)}), error.status
    flash(_("Saved."), "done")
    return redirect(f"/people/{login}")


@pages.post("/<login>/invite")
@role("administrator")
def invite_again(login: str) -> Response:
    """The invitation once more, with a new link."""
    try:
        with transaction():
            password_links.invite_again(current_actor(), verbs.person_of(login))
        _say_invited(login)
    except Conflict as error:
        flash(str(error), "late")
    return redirect(f"/people/{login}")


@pages.post("/<login>/active")
@role("administrator")
def activate(login: str) -> Response:
    """Somebody leaves, or comes back."""
    comes = request.form.get("active") == "yes"
    with transaction():
        person = (leaving.reactivate if comes else leaving.deactivate)(current_actor(), login)
        told = passwords.of_tokens(tokens.living(person.id), kept=True) if comes else ""
    done = _("They may sign in again.") if comes else _("Deactivated. What they held went to others.")
    flash(f"{done} {told}".strip(), "done")
    return redirect(f"/people/{login}")


@pages.post("/<login>/tokens/<int:token_id>/revoke")
@role("administrator")
def revoke_token(login: str, token_id: int) -> Response:
    """One of their tokens for programs opens nothing any more."""
    with transaction():
        tokens.revoke(current_actor(), token_id)
    flash(_("The token opens nothing any more."), "done")
    return redirect(f"/people/{login}")


@pages.post("/<login>/tokens/revoke")
@role("administrator")
def revoke_tokens(login: str) -> Response:
    """None of their tokens for programs does."""
    with transaction():
        count = tokens.revoke_all(current_actor(), verbs.person_of(login))
    flash(passwords.of_tokens(count, kept=False) or _("There was none."), "done")
    return redirect(f"/people/{login}")


@pages.post("/<login>/substitutes")
@role("administrator")
def name_substitute(login: str) -> Response | tuple[str, int]:
    """Somebody stands in for this person from one day to another, both included, in the house's zone."""
    try:
        starts, ends = days.given("starts"), days.given("ends") + timedelta(days=1)
        with transaction():
            person = _login(request.form.get("person", ""))
            substitutes.name(current_actor(), person, starts, ends, absent=verbs.person_of(login), only=days.only())
    except InvalidForm as error:
        return _one(login, error.fields), error.status
    flash(_("Saved."), "done")
    return redirect(f"/people/{login}")


@pages.post("/<login>/substitutes/<int:substitute_id>/end")
@role("administrator")
def end_substitute(login: str, substitute_id: int) -> Response:
    """Nobody stands in any more."""
    with transaction():
        substitutes.end(current_actor(), substitute_id)
    return redirect(f"/people/{login}")


def _say_invited(login: str) -> None:
    """What comes next: their mail, or, where no mail leaves the house, a command."""
    config = house.config()
    if config.smtp_url or config.is_demo:
        flash(_("Invited. A mail tells how to choose a password."), "done")
    else:
        way = _(
            "Added, but no mail leaves this house. Set their first password with: %(command)s",
            command=f"laneway person password {login}",
        )
        flash(way, "soon")


def _facts() -> dict[str, Any]:
    given = {name: request.form[name] for name in TEXTS if name in request.form}
    if given.get("manager"):
        given["manager"] = _login(given["manager"])
    return {**given, "roles": request.form.getlist("roles")}


def _login(typed: str) -> str:
    """Whom a user name, an address or a whole name means; what nobody fits stays, so that it is refused as it is."""
    return queries.login_of(typed) or typed


def _list(errors: dict[str, str] | None = None) -> str:
    question = request.args.get("q", "").strip()[:200]
    with reading():
        page = queries.page(current_actor(), q=question, cursor=request.args.get("cursor", ""), limit=50)
    return render_template(
        "people.html",
        page=page,
        question=question,
        errors=errors or {},
        typed=request.form,
        roles=ROLES,
        role_name=role_name,
    )


def _saved(person: PersonView) -> tuple[object, ...]:
    """What the form of a person shows as saved; what they choose themselves is none of it."""
    texts = [getattr(person, name) for name in TEXTS]
    return (*texts, sorted(person.roles), person.limit, sorted(person.limits.items()), person.heads_department)


def _one(login: str, errors: dict[str, str] | None = None, seen: str = "") -> str:
    with reading():
        person = queries.one(current_actor(), login)
        away, invited = absences.of_person(person.id), queries.is_invited(login)
        lines = sessions.tokens(current_actor(), person.id)
    typed = {} if "starts" in request.form else request.form
    return render_template(
        "person.html",
        person=person,
        seen=seen or newer.mark(_saved(person)),
        further="; ".join(f"{amount:f} {currency}" for currency, amount in person.limits.items()),
        invited=invited,
        tokens=lines,
        revoke_token=lambda token_id: f"/people/{login}/tokens/{token_id}/revoke",
        errors=errors or {},
        typed=typed or MultiDict(),
        roles=ROLES,
        role_name=role_name,
        absences=away,
        away=request.form if "starts" in request.form else {},
    )
