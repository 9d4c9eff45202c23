"""The tasks of a view of the inbox as a list to tick: taken, given back, handed over or made urgent in one go. What
could not be done is listed with why. Decisions are made elsewhere (together.py).
"""

from flask import Blueprint, flash, render_template, request

from app.db import reading
from app.language import gettext as _
from app.language import ngettext
from app.operations.permissions import Actor
from app.queries import people
from app.queries.tasks import TaskLine
from app.web import inbox, several, urgency
from app.web.identity import current_actor, signed_in
from app.web.several import Left

pages = Blueprint("batch", __name__, url_prefix="/inbox/together")


@pages.get("")
@signed_in
def show() -> str:
    """The list of the view."""
    return _page(current_actor())


@pages.post("")
@signed_in
def work() -> str | tuple[str, int]:
    """Do it with those that were ticked."""
    actor, deed = current_actor(), request.form.get("deed", "")
    ticked = several.ticked()
    if deed not in several.DEEDS or not ticked:
        return _page(actor, error=_("Tick what it is about, then choose.")), 422
    with reading():
        heir = people.login_of(request.form.get("person", ""))
    if deed == "assign" and not heir:
        return _page(actor, error=_("There is no active person with this name.")), 422
    level = request.form.get("priority", "")
    priority = int(level) if level in map(str, urgency.LEVELS) else urgency.LEVELS[1]
    left = several.work(actor, ticked, deed, person=heir, priority=priority)
    done = len(set(ticked)) - len(left)
    if done:
        flash(ngettext("Done with one task.", "Done with %(num)d tasks.", done), "done")
    return _page(actor, left=several.named(actor, left))


def _page(actor: Actor, left: list[tuple[TaskLine, Left]] | None = None, error: str = "") -> str:
    kept = set(request.form.getlist("task")) if error else set()
    levels = [(level, urgency.words(level)) for level in reversed(urgency.LEVELS)]
    listed = inbox.listing(actor)  # by the address of the page, which the form keeps
    lines = [line for line in listed["view"].page.items if line.state == "open" and line.kind != "approval"]
    return render_template("batch.html", **listed, lines=lines, left=left or [], error=error, kept=kept, levels=levels)
