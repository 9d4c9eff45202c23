"""Requests as lists: one's own, one's people's, or all that one may see, found by words and state. Reads only.

The address says it all, so that a list can be reloaded, sent to somebody, or come back to.
"""

from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from app.db import reading
from app.language import current
from app.language import gettext as _
from app.operations.permissions import Actor
from app.queries import questions, unread, waiting
from app.queries import requests as queries
from app.web.identity import current_actor, signed_in

pages = Blueprint("requests", __name__)
OVERSEE = ("desk", "process_manager", "administrator")


@pages.get("/requests")
@signed_in
def mine() -> str:
    """My requests; for a line manager also their people's, for those who see more also everybody's."""
    actor = current_actor()
    question, given = request.args.get("q", "").strip()[:200], request.args.get("cursor", "")
    choices = _choices(actor)
    whose = request.args.get("whose", "mine")
    whose = whose if whose in choices else "mine"
    view = request.args.get("view", "all" if question else "open")
    with reading():
        page = queries.page(
            actor,
            q=question,
            cursor=given,
            limit=25,
            whose=whose,
            state="ended" if view == "ended" else "",
            open_only=view == "open",
        )
        known = waiting.of_requests([line.id for line in page.items], current.get()) if whose != "all" else {}
        asked = questions.waiting_in(actor, [line.id for line in page.items])
        fresh = unread.of_requests(actor, [line.id for line in page.items])
    return render_template(
        "requests.html",
        page=page,
        fresh=fresh,
        asked=asked,
        question=question,
        view=view,
        whose=whose,
        cursor=given,
        waits=known,
        here=lambda **other: _address({"view": view, "whose": whose, "q": question, **other}),
        tabs=[
            _entry(word, key == view, {"view": key, "whose": whose, "q": question}) for key, word in _views().items()
        ],
        whoses=[
            _entry(word, key == whose, {"view": view, "whose": key, "q": question}) for key, word in choices.items()
        ],
        actor=actor,
    )


def _views() -> dict[str, str]:
    return {"open": _("On its way"), "ended": _("Finished"), "all": _("All")}


def _choices(actor: Actor) -> dict[str, str]:
    """Whose requests one may choose between."""
    found = {"mine": _("Mine")}
    if actor.manages:
        found["people"] = _("My people")
    if actor.manages or actor.groups or actor.has(*OVERSEE):
        found["all"] = _("All I may see")
    return found


def _entry(words: str, current: bool, query: dict[str, str]) -> dict[str, object]:
    return {"words": words, "href": _address(query), "current": current}


def _address(query: dict[str, str]) -> str:
    return "/requests?" + urlencode({name: value for name, value in query.items() if value})
