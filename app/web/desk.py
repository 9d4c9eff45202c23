"""The desk: find a person, see all about them, order for them. Reads only; ordering goes over the item's page."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, render_template, request

from app.db import reading
from app.language import current
from app.operations.permissions import Actor
from app.queries import catalogue, desk, front, people, popular, waiting
from app.queries.catalogue import Item
from app.queries.requests import RequestLine
from app.web import inbox
from app.web.identity import current_actor, role
from app.web.named_request import named_request
from app.web.paths import redirect

pages = Blueprint("desk", __name__, url_prefix="/desk")
AT_ONCE = 9  # items that stand open on a person's page; the others are folded


@pages.get("")
@role(*desk.READERS)
def index() -> str | Response:
    """Who is calling: a name, a login, an address, a department, or the number of a request.

    Enter (`open`) goes straight there when only one fits.
    """
    question = request.args.get("q", "").strip()[:200]
    if not question:
        return render_template("desk.html", question="", **_front(current_actor()))
    with reading():
        found = people.names(question, limit=20)
        glances = desk.glances(current_actor(), [one.login for one in found])
        number = named_request(current_actor(), question)
    if "open" in request.args and len(found) + bool(number) == 1:
        return redirect(f"/requests/{number}" if number else f"/desk/{found[0].login}")
    return render_template("desk.html", question=question, found=found, glances=glances, number=number)


@pages.get("/<login>")
@role(*desk.READERS)
def show(login: str) -> str:
    """Everything about one person."""
    with reading():
        found = desk.dossier(current_actor(), login)
        items = _often_first(catalogue.items(current_actor(), language=current.get()))
        waits = _waits(found.going)
    return render_template(
        "dossier.html", found=found, person=found.person, items=items[:AT_ONCE], more=items[AT_ONCE:], waits=waits
    )


def _front(actor: Actor) -> dict[str, Any]:
    with reading():
        seen = front.front(actor)
        waits = _waits([*seen.callers, *seen.newest])
    return {"front": seen, "waits": waits, "clock_of": inbox.clock_of}


def _waits(lines: Iterable[RequestLine]) -> dict[int, waiting.Waiting]:
    return waiting.of_requests([line.id for line in lines if line.state == "running"], current.get())


def _often_first(items: list[Item]) -> list[Item]:
    often = popular.often(AT_ONCE)
    return sorted(items, key=lambda item: often.index(item.key) if item.key in often else AT_ONCE)
