"""What the pane of a task shows of work beside it: added, made for it, or done before a quality check. Reads."""

from typing import Any

from app.catalogue import forms, house_forms
from app.language import gettext as _
from app.operations import linking
from app.operations.permissions import Actor
from app.queries import added_work, groups, quality
from app.queries.task import TaskPage
from app.web import reader


def kinds() -> dict[str, str]:
    """The kinds of added work: {word: how the reader calls it}."""
    return {
        "work": _("Work"),
        "opinion": _("A second opinion"),
        "answer": _("An answer"),
        "approval": _("An approval"),
    }


def _children(page: TaskPage) -> list[str]:
    """Requests made for it that the step waits for."""
    return linking.waits_for(int(page.line.request[4:]), page.properties) if page.may_act else []


def _work(one: quality.Work) -> tuple[quality.Work, list[forms.Shown]]:
    """A finished step with its answers to read."""
    sight = forms.Sight(variables=one.answers, at=reader.moment(), zone=reader.zone().key)
    return one, forms.shown(one.form, one.answers, sight) if one.form else []


def facts(actor: Actor, page: TaskPage) -> dict[str, Any]:
    """What the pane of a task shows of it. Inside `reading()`."""
    own = (page.line.form_id or "").startswith(house_forms.PREFIX)
    checks = page.line.form_id == house_forms.QUALITY
    stands = [] if own else added_work.of_task(actor, page.line.id)
    return {
        "added": stands,
        "held_by": [one.name for one in stands if one.blocking and one.state == "open"] + _children(page),
        "work": [_work(one) for one in quality.work(actor, page.line.id)] if checks else [],
        "behind": added_work.behind(actor, page.line.id) if own and not checks else None,
        "add_to": groups.names() if page.may_act and not own else [],
        "add_kinds": kinds(),
        "checklist": page.checklist,
    }
