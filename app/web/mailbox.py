"""The demo's mailbox: mails as they would arrive, for a house without a mail server. Shows; sends nothing.

A mail's HTML is shown in a frame of its own under a policy that runs nothing and loads nothing.
"""

from flask import Blueprint, Response, render_template, request

from app.catalogue.mails import Mail
from app.db import reading
from app.errors import NotFound
from app.operations import house, mail_texts
from app.operations.decision_links import opened
from app.queries import mailbox as queries
from app.queries import mailed_order
from app.queries.mailbox import Letter
from app.web.identity import current_actor, signed_in

pages = Blueprint("mailbox", __name__, url_prefix="/mailbox")
SEALED = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)


@pages.get("")
@signed_in
def index() -> str:
    """One's own mails; an administrator may look at everybody's."""
    _demo_only()
    actor, everybody = current_actor(), request.args.get("whose") == "all"
    with reading():
        page = queries.page(actor, everybody=everybody, cursor=request.args.get("cursor", ""), limit=30)
        own = mail_texts.own()
    mails = [(letter, opened(letter.payload, own)) for letter in page.items]
    return render_template("mailbox.html", mails=mails, next=page.next, everybody=everybody, actor=actor)


@pages.get("/<int:letter_id>")
@signed_in
def show(letter_id: int) -> str:
    """One mail: its words, and beside them how a mail program shows it."""
    letter, mail = _open(letter_id)
    return render_template("letter.html", letter=letter, mail=mail)


@pages.get("/<int:letter_id>/page")
@signed_in
def sealed(letter_id: int) -> Response:
    """The mail's HTML for the frame."""
    _letter, mail = _open(letter_id)
    return sealed_page(mail.html)


def sealed_page(html: str) -> Response:
    """A mail's HTML for a frame of its own: it runs nothing and loads nothing."""
    page = html.replace("<head>", '<head><base target="_top">', 1)  # links open the page, not the frame
    answer = Response(page, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _open(letter_id: int) -> tuple[Letter, Mail]:
    _demo_only()
    with reading():
        letter, own = queries.one(current_actor(), letter_id), mail_texts.own()
        order = mailed_order.lines(letter.payload)
    return letter, opened(letter.payload, own, order)


def _demo_only() -> None:
    if not house.config().is_demo:
        raise NotFound()
