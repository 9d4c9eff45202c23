"""Who could do a task: the colleagues of its group, and everybody else by a few letters of the name. Reads only."""

from flask import Blueprint, render_template, request

from app.db import reading
from app.queries import colleagues
from app.web.identity import current_actor, signed_in

pages = Blueprint("colleagues", __name__)


@pages.get("/tasks/<int:task_id>/colleagues")
@signed_in
def show(task_id: int) -> str:
    """A fragment for the dialog that hands a task over."""
    question = request.args.get("q", "").strip()[:100]
    with reading():
        found = colleagues.of_task(current_actor(), task_id, question)
    return render_template("parts/colleagues.html", colleagues=found, question=question)
