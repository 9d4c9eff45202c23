"""The checklist of a task, ticked point by point; with script at once, without it by a button."""

from flask import Blueprint, Response, flash, render_template, request

from app.db import transaction
from app.errors import Conflict
from app.operations import tasks as verbs
from app.web import pane
from app.web.identity import current_actor, signed_in
from app.web.paths import own_path, redirect

pages = Blueprint("checklists", __name__)


@pages.post("/tasks/<int:task_id>/ticks")
@signed_in
def keep(task_id: int) -> Response | str:
    """What is ticked now; points that the page did not show stay as they are."""
    actor = current_actor()
    pane.found(actor, task_id)
    ticked = set(request.form.getlist("point"))
    try:
        with transaction():
            for point in request.form.getlist("shown"):
                verbs.tick(actor, task_id, point, on=point in ticked)
    except Conflict as error:
        flash(str(error), "late")
    if "HX-Request" not in request.headers:
        return redirect(own_path(request.form.get("next"), f"/tasks/{task_id}"))
    page = pane.found(actor, task_id)
    return render_template("parts/checklist.html", checklist=page.checklist, task_id=task_id, may_tick=page.may_act)
