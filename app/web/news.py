"""News: what somebody was told of, those not read yet first. Opening one marks it as read; looking marks nothing."""

from flask import Blueprint, Response, render_template, request

from app.db import reading, transaction
from app.operations import telling
from app.queries import news as queries
from app.web.call_language import spoken
from app.web.identity import current_actor, signed_in
from app.web.paths import own_path, redirect

pages = Blueprint("news", __name__, url_prefix="/news")


@pages.get("")
@signed_in
def index() -> str:
    """Unread first, then what was read."""
    actor, cursor = current_actor(), request.args.get("cursor", "")
    with reading():
        fresh = [] if cursor else queries.fresh(actor, spoken())
        page = queries.page(actor, spoken(), cursor)
    return render_template("news.html", fresh=fresh, read=page.items, next=page.next, first=not cursor, actor=actor)


@pages.post("/<int:notice_id>/open")
@signed_in
def follow(notice_id: int) -> Response:
    """To the page that it speaks of; it is read now."""
    with transaction():
        line = queries.one(current_actor(), notice_id, spoken())
        telling.read(current_actor(), notice=line.id)
    return redirect(own_path(line.path, "/news"), 303)


@pages.post("/read")
@signed_in
def read() -> Response:
    """All of them are read."""
    with transaction():
        telling.read(current_actor())
    return redirect("/news", 303)
