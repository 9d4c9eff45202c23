"""The words of mails, for process managers and administrators: one kind at a time, in each language, with a preview.

The preview is the whole mail as it would leave, in a sealed frame, made of the words typed and of invented facts.
"""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, flash, render_template, request

from app.catalogue import mail_words, mails
from app.db import now, reading, transaction
from app.errors import Conflict, InvalidForm, NotFound
from app.language import gettext as _
from app.language import using
from app.operations import house, mail_texts
from app.operations.roles import MANAGERS
from app.web import newer, notice_words
from app.web.call_language import spoken
from app.web.identity import current_actor, role
from app.web.mailbox import sealed_page
from app.web.paths import redirect

pages = Blueprint("mail_texts", __name__, url_prefix="/mail-texts")


@pages.get("")
@role(*MANAGERS)
def index() -> str:
    """Every kind, and in which languages the house has its own words."""
    with reading():
        own = mail_texts.own()
    rows = [
        (kind, notice_words.kind(kind), [language for language in house.config().languages if (kind, language) in own])
        for kind in mail_words.WORDS
    ]
    return render_template("mail_texts.html", rows=rows)


@pages.get("/<kind>")
@role(*MANAGERS)
def show(kind: str) -> str:
    """The words of one kind in one language."""
    return _page(kind, request.args.get("language", spoken()))


@pages.post("/<kind>/<language>")
@role(*MANAGERS)
def keep(kind: str, language: str) -> Response | tuple[str, int]:
    """These from now on, or as shipped again."""
    try:
        with transaction():
            newer.check(mail_texts.own().get((kind, language)))
            if "reset" in request.form:
                mail_texts.reset(current_actor(), kind, language)
            else:
                mail_texts.keep(current_actor(), kind, language, *_typed())
    except InvalidForm as error:
        return _page(kind, language, error.fields, newer.posted()), 422
    except Conflict as error:
        return _page(kind, language, {"": str(error)}), error.status
    flash(_("Saved."), "done")
    return redirect(f"/mail-texts/{kind}?language={language}")


@pages.get("/<kind>/<language>/preview")
@role(*MANAGERS)
def sealed(kind: str, language: str) -> Response:
    """The mail as it is now."""
    with reading():
        own = mail_texts.own().get((_known(kind, language), language))
    return sealed_page(_mail(kind, language, own).html)


@pages.post("/<kind>/<language>/preview")
@role(*MANAGERS)
def preview(kind: str, language: str) -> Response:
    """The mail with the words typed, which are not kept; or what is wrong with them."""
    _known(kind, language)
    try:
        own = mails.Own(*mail_words.checked(kind, *_typed()))
    except InvalidForm as error:
        return sealed_page(render_template("mail_refused.html", sentences=error.fields.values()))
    return sealed_page(_mail(kind, language, own).html)


def _page(kind: str, language: str, errors: dict[str, str] | None = None, seen: str = "") -> str:
    _known(kind, language)
    with reading():
        known = mail_texts.own()
    own, shipped = known.get((kind, language)), mails.wording(kind, language, mail_words.placeholders(kind))
    words = mails.Own(*_typed()) if errors else own or shipped
    languages = [
        {"words": language_name(one), "href": f"/mail-texts/{kind}?language={one}", "current": one == language}
        for one in house.config().languages
    ]
    facts = {"kind": kind, "language": language, "languages": languages, "words": words, "own": own is not None}
    told = {"errors": errors or {}, "seen": seen or newer.mark(own)}
    names = mail_words.placeholders(kind)
    return render_template("mail_text.html", **facts, **told, title=notice_words.kind(kind), placeholders=names)


def language_name(key: str) -> str:
    """A language by its own name."""
    return {"en": "English", "de": "Deutsch", "pl": "Polski", "hu": "Magyar"}.get(key, key)


def _mail(kind: str, language: str, own: mails.Own | None) -> mails.Mail:
    with reading():
        moment = now()
    with using(language):
        example: dict[str, Any] = {
            "title": _("A new monitor"),
            "number": "REQ-000123",
            "requester": "Ada",
            "requested_for": "Ada",
            "task": _("Order it"),
            "author": "Grace",
            "text": _("Which size may it have?"),
            "cause": _("The directory does not answer."),
            "reason": _("It arrives on Friday."),
        }
    due, day = moment + timedelta(days=2), moment.date()
    timed = {"due": due.isoformat()} if "due" in mail_words.placeholders(kind) else {}
    moments = {**timed, "at": moment.isoformat(), "before": day.isoformat(), "wanted": day.isoformat()}
    more = {"outcome": "fulfilled", "hours": 48, "link": f"{house.config().public_url}/news"}
    return mails.render(kind, language, own, **example, **moments, **more, zone=house.config().timezone)


def _typed() -> tuple[str, str]:
    return request.form.get("subject", ""), request.form.get("body", "")


def _known(kind: str, language: str) -> str:
    if kind not in mail_words.WORDS or language not in house.config().languages:
        raise NotFound()
    return kind
