"""Why something was rejected, from a list, beside the free text: kept with the request when a task says so."""

from collections.abc import Mapping
from typing import Any

from app.catalogue.grounds import FIELD, LONGEST
from app.models.request import Request
from app.models.task import Task


def keep(request: Request, task: Task, given: Mapping[str, Any]) -> None:
    """What the form of a finished task says of it; an approval that does not reject says nothing."""
    if task.kind == "approval" and given.get("decision") != "reject":
        return
    if task.kind == "approval" or given.get(FIELD):
        request.ground = str(given.get(FIELD) or "")[:LONGEST] or None
