"""The page behind the link of a mail to an approver: what it is about, and the buttons.

GET and HEAD change nothing, whoever sends them, and nothing on the page sends itself: scanners open every link and run
every script. What was decided stands in the body of the POST alone.
"""

from flask import Blueprint, Response, render_template, request

from app.db import reading, transaction
from app.errors import Conflict, Forbidden, InvalidForm, NotSignedIn
from app.language import gettext as _
from app.language import using
from app.operations import attempts, deciding
from app.operations.permissions import Actor
from app.queries import decision_links as queries
from app.queries.decision_links import Opened
from app.web import corrections, pane, sheet
from app.web.identity import actor_or_none, public
from app.web.paths import redirect
from app.web.sheet import Sheet

pages = Blueprint("decision_links", __name__, url_prefix="/decide")


@pages.get("/<secret>")
@public
def show(secret: str) -> str:
    """The decision to be made; after that, what was decided."""
    with reading():
        found = _found(secret)
        with using(_language(found)):
            if found.state != "open":
                return _closed(found)
            page = pane.found(found.reader, found.task_id)
            return _page(found, secret, sheet.fresh(pane.schema(page), page.data))


@pages.post("/<secret>")
@public
def decide(secret: str) -> Response | tuple[str, int]:
    """Decide. A mistake costs nothing that was typed, and the link stays good."""
    with transaction():
        attempts.count(attempts.DECIDE_ADDRESS, request.remote_addr or "")
    found = _found(secret)
    with using(_language(found)):
        if found.state != "open":
            return _closed(found), 409
        page = pane.found(found.reader, found.task_id)
        given = sheet.posted(page.form, found.reader)
        try:
            if given.refused:
                raise InvalidForm(given.refused)
            with transaction():
                deciding.by_link(found.reader, secret, {**given.answers, **corrections.ticked()})
        except (InvalidForm, Conflict) as error:
            fields = error.fields if isinstance(error, InvalidForm) else {}
            typed = sheet.again(pane.schema(page), given.answers, page.data, fields, str(error))
            return _page(found, secret, typed), error.status
    return redirect(f"/decide/{secret}")


def _found(secret: str) -> Opened:
    """The link, for the person it was sent to. Raises NotFound, NotSignedIn, Forbidden."""
    with reading():
        found = queries.opened(secret)
    signed = actor_or_none()
    if signed is None and found.needs_login:
        raise NotSignedIn()
    if signed is not None and signed.id != found.reader.id:
        raise Forbidden(_("This link was mailed to somebody else, and only they can decide by it."))
    return found


def _language(found: Opened) -> str:
    signed: Actor | None = actor_or_none()
    return (signed or found.reader).language


def _closed(found: Opened) -> str:
    """Why nothing is decided here; to whoever signed in, what waits next. The link alone tells of no other request."""
    with reading():
        signed = actor_or_none()
        onward = queries.onward(signed) if signed else None
        return render_template("decide.html", found=found, onward=onward)


def _page(found: Opened, secret: str, form: Sheet) -> str:
    page = pane.found(found.reader, found.task_id)
    return render_template("decide.html", found=found, secret=secret, **pane.drawn(found.reader, page, form))
