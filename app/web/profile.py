"""The profile: one's own password, language, zone, substitutes, signed-in browsers and tokens for programs."""

from datetime import timedelta
from zoneinfo import available_timezones

from flask import Blueprint, Response, flash, render_template, request, url_for

from app.catalogue import notices
from app.db import reading, transaction
from app.errors import BadRequest, InvalidForm
from app.language import gettext as _
from app.operations import attempts, house, passwords, people, sessions, substitutes, tokens
from app.queries import people as persons
from app.queries import sessions as queries
from app.queries import substitutes as absences
from app.web import agents, days, notice_words
from app.web.identity import current_actor, current_session, signed_in
from app.web.passwords import weakness
from app.web.paths import redirect

pages = Blueprint("profile", __name__)


@pages.get("/profile")
@signed_in
def page() -> str:
    """Everything about oneself on one page."""
    return shown()


@pages.post("/profile/password")
@signed_in
def password() -> Response | tuple[str, int]:
    """Change it: the old one is needed, every other session ends, tokens for programs if they are to."""
    actor, new, keep = current_actor(), request.form.get("password", ""), "end_tokens" not in request.form
    with transaction():
        attempts.count(attempts.ACCOUNT, actor.login)
        found = persons.credentials(actor.login)
        error = weakness(new, people.by_id(actor.id))
    if found is None or not passwords.matches(found.password_hash, request.form.get("old", "")):
        return shown({"old": _("This is not your password.")}), 422
    if error:
        return shown({"password": error}), 422
    hashed = passwords.hashed(new)
    with transaction():
        attempts.clear(attempts.ACCOUNT, actor.login)
        told = passwords.store(people.by_id(actor.id), hashed, keep_tokens=keep, keep=current_session())
    done = _("Your password is changed. You are signed out everywhere else.")
    flash(f"{done} {told}".strip(), "done")
    return _back()


@pages.post("/profile/settings")
@signed_in
def settle() -> Response:
    """Language and time zone."""
    language, zone = request.form.get("language", ""), request.form.get("timezone", "")
    if language not in house.config().languages or (zone and zone not in available_timezones()):
        raise BadRequest(_("There is no such language or time zone."))
    with transaction():
        people.settle(current_actor(), language, zone)
    flash(_("Saved."), "done")
    return _back()


@pages.post("/profile/tokens")
@signed_in
def make_token() -> Response | str | tuple[str, int]:
    """Make a token; its secret is shown this once."""
    days = request.form.get("days", "").strip()
    try:
        with transaction():
            secret = tokens.make(people.by_id(current_actor().id), request.form.get("name", ""), days=_days(days))[1]
    except InvalidForm as error:
        return shown({f"token_{field}": words for field, words in error.fields.items()}), 422
    return shown(secret=secret)


def _days(text: str) -> int | None:
    """None for nothing; what is no number is none that a token takes."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0 if text else None


@pages.post("/profile/tokens/<int:token_id>/revoke")
@signed_in
def revoke_token(token_id: int) -> Response:
    """End a token."""
    with transaction():
        tokens.revoke(current_actor(), token_id)
    flash(_("The token opens nothing any more."), "done")
    return _back()


@pages.post("/profile/tokens/revoke")
@signed_in
def revoke_tokens() -> Response:
    """End them all."""
    actor = current_actor()
    with transaction():
        count = tokens.revoke_all(actor, people.by_id(actor.id))
    flash(passwords.of_tokens(count, kept=False) or _("There was none."), "done")
    return _back()


@pages.post("/profile/sessions/<int:session_id>/end")
@signed_in
def end_session(session_id: int) -> Response:
    """Sign one browser out."""
    with transaction():
        sessions.end_one(current_actor(), session_id)
    flash(_("That browser is signed out."), "done")
    return _back()


@pages.post("/profile/substitutes")
@signed_in
def name_substitute() -> Response | tuple[str, int]:
    """Somebody stands in from one day to another, both included, in one's own zone."""
    try:
        starts, ends = days.given("starts"), days.given("ends")
        until, only, typed = ends + timedelta(days=1), days.only(), request.form.get("person", "").strip()
        with transaction():
            substitutes.name(current_actor(), persons.login_of(typed) or typed, starts, until, only=only)
    except InvalidForm as error:
        return shown(error.fields), 422
    flash(_("Named. Both of you are told."), "done")
    return _back()


@pages.post("/profile/substitutes/<int:substitute_id>/end")
@signed_in
def end_substitute(substitute_id: int) -> Response:
    """Nobody stands in any more."""
    with transaction():
        substitutes.end(current_actor(), substitute_id)
    flash(_("Ended. What is yours comes back to you."), "done")
    return _back()


def shown(fields: dict[str, str] | None = None, secret: str = "") -> str:
    """The page, with what was wrong in it."""
    actor = current_actor()
    with reading():
        tokens_made = queries.tokens(actor, actor.id)
        facts = {
            "person": persons.view_of(actor.login),
            "sessions": queries.sessions(actor),
            "substitutes": absences.of(actor),
            "items": absences.items(),
            "wishes": notices.read(people.by_id(actor.id).notices),
        }
    return render_template(
        "profile.html",
        **facts,
        tokens=tokens_made,
        living=sum(not line.ended for line in tokens_made),
        revoke_token=lambda token_id: url_for("profile.revoke_token", token_id=token_id),
        this_session=current_session(),
        called=agents.called,
        typed=request.form if fields else {},
        secret=secret,
        fields=fields or {},
        events=notice_words.events(),
        mails=notice_words.mails(),
        zones=sorted(available_timezones()),
    )


def _back() -> Response:
    return redirect(url_for("profile.page"))
