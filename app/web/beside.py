"""What the pane of a task shows of work added beside it. Reads only."""

from typing import Any

from app.catalogue import house_forms
from app.language import gettext as _
from app.operations import linking
from app.operations.permissions import Actor
from app.queries import added_work, groups
from app.queries.tasks import TaskPage


def kinds() -> dict[str, str]:
    """What one may ask for."""
    return {
        "work": _("Work"),
        "opinion": _("A second opinion"),
        "answer": _("An answer"),
        "approval": _("An approval"),
    }


def _children(page: TaskPage) -> list[str]:
    """Requests made for it that the step waits for."""
    return linking.waits_for(int(page.line.request[4:]), page.properties) if page.may_act else []


def facts(actor: Actor, page: TaskPage) -> dict[str, Any]:
    """What the pane of a task shows of it. Inside `reading()`."""
    own = (page.line.form_id or "").startswith(house_forms.PREFIX)
    stands = [] if own else added_work.of_task(actor, page.line.id)
    return {
        "added": stands,
        "held_by": [one.name for one in stands if one.blocking and one.state == "open"] + _children(page),
        "behind": added_work.behind(actor, page.line.id) if own else None,
        "add_to": groups.names() if page.may_act and not own else [],
        "add_kinds": kinds(),
        "checklist": page.checklist,
    }
