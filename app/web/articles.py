"""Answers: articles to read and to find, to be proposed by who does the work and published by who answers for it."""

from flask import Blueprint, Response, flash, render_template, request

from app.db import reading, transaction
from app.errors import Conflict, InvalidForm, NotFound
from app.language import LANGUAGES, current
from app.language import gettext as _
from app.operations import articles as verbs
from app.operations import house
from app.queries import articles, catalogue
from app.queries.articles import Editing
from app.web import newer
from app.web.identity import current_actor, signed_in
from app.web.paths import redirect

pages = Blueprint("articles", __name__, url_prefix="/knowledge")


@pages.get("")
@signed_in
def index() -> str:
    """All of them, or (`?q=`) those that fit."""
    actor, question = current_actor(), request.args.get("q", "").strip()[:300]
    with reading():
        found = articles.found(actor, question, current.get(), limit=20) if question else []
        lines = [] if question else articles.listed(actor, current.get())
    writes, reviews = verbs.may_write(actor), actor.has(*verbs.REVIEWERS)
    return render_template(
        "knowledge.html", found=found, lines=lines, question=question, writes=writes, reviews=reviews
    )


@pages.get("/<key>")
@signed_in
def show(key: str) -> str:
    """One, in the reader's language or the nearest there is."""
    with reading():
        one = articles.one(current_actor(), key, current.get())
    return render_template("article.html", one=one, writes=verbs.may_write(current_actor()))


@pages.get("/new")
@signed_in
def new() -> str:
    """An empty form; `?title=` and `?text=` bring what somebody just wrote to a requester."""
    title, text = request.args.get("title", "")[: verbs.TITLE], request.args.get("text", "")[: verbs.TEXT]
    return _form(Editing("", current.get(), title, text, "", request.args.get("item", ""), "all", False, ""))


@pages.get("/<key>/<language>")
@signed_in
def edit(key: str, language: str) -> str:
    """Its form, for those who may write."""
    with reading():
        one = articles.editing(current_actor(), key, language)
    return _form(one)


@pages.post("")
@signed_in
def propose() -> Response | tuple[str, int]:
    """Keep it for review; a reviewer's own words wait for the button as well."""
    draft = verbs.Draft(**{name: request.form.get(name, "").strip() for name in FIELDS})
    try:
        with transaction():
            newer.check(_saved(draft.key, draft.language))
            verbs.propose(current_actor(), draft)
    except (InvalidForm, Conflict) as error:
        typed = Editing(**vars(draft), published=False, proposed_by="")
        if isinstance(error, InvalidForm):
            return _form(typed, error.fields, newer.posted()), error.status
        return _form(typed, {"": str(error)}), error.status
    flash(_("Kept. It is shown once it has been reviewed."), "done")
    return redirect(f"/knowledge/{draft.key}/{draft.language}")


@pages.post("/<key>/<language>/publish")
@signed_in
def publish(key: str, language: str) -> Response:
    """Everybody reads it from now on."""
    try:
        with transaction():
            verbs.publish(current_actor(), key, language)
    except Conflict as error:
        flash(str(error), "soon")
        return redirect(f"/knowledge/{key}/{language}")
    flash(_("Published."), "done")
    return redirect(f"/knowledge/{key}")


@pages.post("/<key>/<language>/retire")
@signed_in
def retire(key: str, language: str) -> Response:
    """Nobody finds it any more."""
    with transaction():
        verbs.retire(current_actor(), key, language)
    flash(_("It is not shown any more. Its words wait here."), "done")
    return redirect(f"/knowledge/{key}/{language}")


FIELDS = ("key", "language", "title", "text", "keywords", "item", "audience")


def _saved(key: str, language: str) -> tuple[str, ...]:
    """What the form of an answer shows as saved; nothing for one that is not there yet."""
    try:
        one = articles.editing(current_actor(), key, language)
    except NotFound:
        return ()
    return one.title, one.text, one.keywords, one.item, one.audience


def _form(one: Editing, errors: dict[str, str] | None = None, seen: str = "") -> str:
    actor = current_actor()
    verbs.must_write(actor)
    with reading():
        seen = seen or newer.mark(_saved(one.key, one.language))
        items = [("", _("Anything")), *((item.key, item.title) for item in catalogue.items(actor))]
    languages = [(code, LANGUAGES.get(code, code)) for code in house.config().languages]
    return render_template(
        "article_edit.html",
        one=one,
        seen=seen,
        errors=errors or {},
        items=items,
        languages=languages,
        reviews=actor.has(*verbs.REVIEWERS),
    )
