"""Requests as lists: one's own, or all that one may see, found by words and state. Reads only."""

from flask import Blueprint, render_template, request

from app.db import reading
from app.language import gettext as _
from app.operations.permissions import Actor
from app.queries import requests as queries
from app.web.identity import current_actor, signed_in

pages = Blueprint("requests", __name__)


@pages.get("/requests")
@signed_in
def mine() -> str:
    """My requests; for those who oversee, also everybody's."""
    actor = current_actor()
    question, view = request.args.get("q", "").strip()[:200], request.args.get("view", "open")
    whose = request.args.get("whose", "mine")
    given = request.args.get("cursor", "")
    with reading():
        page = queries.page(
            actor,
            q=question,
            cursor=given,
            limit=25,
            mine=whose == "mine" and not question,
            state="ended" if view == "ended" else "",
            open_only=view == "open" and not question,
        )
    return render_template(
        "requests.html",
        page=page,
        question=question,
        view=view,
        whose=whose,
        cursor=given,
        tabs=_tabs(view, whose),
        whoses=_whoses(actor, view, whose),
        actor=actor,
    )


def _tabs(view: str, whose: str) -> list[dict[str, object]]:
    words = {"open": _("On its way"), "ended": _("Finished"), "all": _("All")}
    return [_tab(word, key, whose, key == view) for key, word in words.items()]


def _whoses(actor: Actor, view: str, whose: str) -> list[dict[str, object]]:
    """Whoever sees more than their own may choose."""
    words = {"mine": _("Mine"), "all": _("All I may see")}
    if not (actor.manages or actor.groups or actor.has("desk", "process_manager", "administrator")):
        return []
    return [_tab(word, view, key, key == whose) for key, word in words.items()]


def _tab(word: str, view: str, whose: str, current: bool) -> dict[str, object]:
    return {"words": word, "href": f"/requests?view={view}&whose={whose}", "current": current}
