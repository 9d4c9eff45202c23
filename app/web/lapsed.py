"""A page sends something after its session has ended: through the door with what was typed, or back to the page with a
word that nothing was done. Never does what was sent, and never answers programs (errors.py does).
"""

from flask import Response, current_app, flash, render_template, request, url_for

from app.errors import LanewayError, NotSignedIn
from app.language import gettext as _
from app.web import csrf, login, unsent
from app.web.access import access_of
from app.web.identity import actor_or_none
from app.web.paths import redirect

ENTERING, LEAVING = "login.enter", "login.leave"
PASSING = (LEAVING, "choice.choose")  # nothing is typed there, and whoever is out already has what they wanted


def answer(error: LanewayError) -> Response:
    """The answer to NotSignedIn and OldPage."""
    if "HX-Request" in request.headers:  # for a part of the page: all of it goes to the door, and comes back
        return Response(str(error), NotSignedIn.status, {"HX-Refresh": "true"}, mimetype="text/plain")
    if request.method != "POST":
        return redirect(url_for("login.page", next=request.full_path.rstrip("?")))
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return _to_script(error)
    if request.endpoint == ENTERING:
        return login.anew()
    return _to_person(error)


def _to_script(error: LanewayError) -> Response:
    """No page: a script can do nothing with it. That its page is too old is for it the same as being signed out."""
    status = NotSignedIn.status if request.endpoint else error.status
    return Response(str(error), status, mimetype="text/plain")


def _to_person(error: LanewayError) -> Response:
    actor = actor_or_none()
    typed = None if request.endpoint in PASSING else unsent.of_call()
    if actor is None and (isinstance(error, NotSignedIn) or not _is_public()):
        if typed is None:
            return redirect(url_for("login.page", next=unsent.page_before(), undone="yes"))
        door = render_template("login.html", login="", error="", next="/", unsent=typed)
        return Response(door, NotSignedIn.status, mimetype="text/html")
    if typed is not None:
        return Response(unsent.page(typed, csrf.token(), actor), error.status, mimetype="text/html")
    if actor is None and request.endpoint == LEAVING:
        return redirect(url_for("login.page"))
    if actor is not None or request.endpoint not in PASSING:
        flash(_("That page was of an earlier session, and nothing was done. Please do it once more."), "late")
    return redirect(unsent.page_before())


def _is_public() -> bool:
    access = access_of(current_app.view_functions.get(request.endpoint or ""))
    return access is not None and access.anyone
