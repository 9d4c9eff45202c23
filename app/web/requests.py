"""Requests as lists: one's own, one's people's, or all that one may see, found by words and state. Reads only.

The address says it all, so that a list can be reloaded, sent to somebody, or come back to.
"""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from app.db import reading
from app.language import current
from app.language import gettext as _
from app.operations.permissions import Actor
from app.operations.roles import OVERSEERS
from app.queries import ordered_items, questions, unread, waiting
from app.queries import requests as queries
from app.web.identity import current_actor, signed_in
from app.web.named_request import named_request
from app.web.paths import redirect

pages = Blueprint("requests", __name__)


@pages.get("/requests")
@signed_in
def mine() -> str | Response:
    """My requests; for a line manager also their people's, for those who see more also everybody's.

    A number that was typed into the search of every page (`open`) goes straight to its request.
    """
    actor, cursor = current_actor(), request.args.get("cursor", "")
    choices = _choices(actor)
    here = _asked(choices)
    if "open" in request.args:
        with reading():
            number = named_request(actor, here["q"])
        if number:
            return redirect(f"/requests/{number}")
    return render_template(
        "requests.html",
        **here,
        **_found(actor, here, cursor),
        question=here["q"],
        cursor=cursor,
        here=lambda **other: _address({**here, **other}),
        tabs=[_entry(word, key == here["view"], {**here, "view": key}) for key, word in _views().items()],
        whoses=[_entry(word, key == here["whose"], {**here, "whose": key}) for key, word in choices.items()],
        actor=actor,
    )


def _asked(choices: dict[str, str]) -> dict[str, str]:
    """What the address asks for, as far as this person may choose it; a search looks at finished ones, too."""
    question, whose = request.args.get("q", "").strip()[:200], request.args.get("whose", "mine")
    return {
        "view": request.args.get("view", "all" if question else "open"),
        "whose": whose if whose in choices else "mine",
        "item": request.args.get("item", "")[:100],
        "q": question,
    }


def _found(actor: Actor, here: dict[str, str], cursor: str) -> dict[str, Any]:
    """The list, and what is known of its lines."""
    whose, view = here["whose"], here["view"]
    parties = {"mine": {actor.id}, "people": set(actor.manages)}.get(whose)
    wanted = {"state": "ended" if view == "ended" else "", "q": here["q"], "item": here["item"], "whose": whose}
    with reading():
        page = queries.page(actor, **wanted, cursor=cursor, limit=25, open_only=view == "open")
        ids = [line.id for line in page.items]
        return {
            "page": page,
            "waits": waiting.of_requests(ids, current.get()) if whose != "all" else {},
            "asked": questions.waiting_in(actor, ids),
            "fresh": unread.of_requests(actor, ids),
            "items": ordered_items.items(current.get(), parties),
        }


def _views() -> dict[str, str]:
    return {"open": _("On its way"), "ended": _("Finished"), "all": _("All")}


def _choices(actor: Actor) -> dict[str, str]:
    """Whose requests one may choose between."""
    found = {"mine": _("Mine")}
    if actor.manages:
        found["people"] = _("My people")
    if actor.manages or actor.groups or actor.has(*OVERSEERS):
        found["all"] = _("All I may see")
    return found


def _entry(words: str, current: bool, query: dict[str, str]) -> dict[str, object]:
    return {"words": words, "href": _address(query), "current": current}


def _address(query: dict[str, str]) -> str:
    return "/requests?" + urlencode({name: value for name, value in query.items() if value})
