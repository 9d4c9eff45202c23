"""The desk: find a person, see all about them, order for them. Reads only; ordering goes over the item's page."""

from flask import Blueprint, render_template, request

from app.db import reading
from app.language import current
from app.queries import catalogue, desk, people
from app.web.identity import current_actor, role

pages = Blueprint("desk", __name__, url_prefix="/desk")


@pages.get("")
@role(*desk.READERS)
def index() -> str:
    """Who is calling: a name, a login, an address, a department."""
    question = request.args.get("q", "").strip()[:200]
    with reading():
        found = people.names(question, limit=20) if question else []
        glances = desk.glances(current_actor(), [one.login for one in found])
    return render_template("desk.html", question=question, found=found, glances=glances)


@pages.get("/<login>")
@role(*desk.READERS)
def show(login: str) -> str:
    """Everything about one person."""
    with reading():
        found = desk.dossier(current_actor(), login)
        items = catalogue.items(current_actor(), language=current.get())
    return render_template("dossier.html", found=found, person=found.person, items=items)
