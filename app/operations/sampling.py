"""Which finished work somebody looks at before its requester is asked whether all is well.

The process says so: `check_group`, who looks; `check_share`, at how many of a hundred requests (all, where it says
nothing). Pure: the same request is always looked at or never, so that work which was sent back is seen again.
"""

import hashlib
from dataclasses import replace

from app.catalogue import house_forms
from app.models.task import CHECK
from workflows.definition import Definition
from workflows.step import Task

GROUP, SHARE = "check_group", "check_share"
NAME = "Quality check"  # said in the reader's language by wording.py


def asks_whether_done(element: str, form: str | None) -> bool:
    """Whether a requester's step is the one that asks whether all is well."""
    return "confirm" in element.lower() or "confirm" in (form or "").lower()


def check_before(definition: Definition, request_id: int, task: Task) -> Task | None:
    """The check that comes before `task`, as the engine would have told it; None where nobody looks."""
    said = definition.process.properties
    asks = task.properties.get("kind") == "requester" and asks_whether_done(task.element, task.form)
    if not asks or not looks(definition, request_id):
        return None
    nobody = replace(task, assignee=None, people=(), lane=None, due=None, follow_up=None)
    return replace(
        nobody,
        id=CHECK + task.id,
        name=NAME,
        form=house_forms.QUALITY,
        groups=(said[GROUP].strip(),),
        properties={"kind": "fulfilment"},
    )


def looks(definition: Definition, request_id: int) -> bool:
    """Whether somebody looks at the work of this request."""
    said = definition.process.properties
    return bool(said.get(GROUP, "").strip()) and _place(request_id) < share(said.get(SHARE, ""))


def share(text: str) -> int:
    """How many of a hundred; all where nobody said a number."""
    return int(text) if text.strip().isdecimal() and len(text) < 4 else 100


def _place(request_id: int) -> int:
    """From 0 to 99, evenly, and the same for a request whenever it is asked."""
    return int(hashlib.sha256(str(request_id).encode()).hexdigest(), 16) % 100
