"""“Change this, please”: an approver ticks what is to be corrected, and the requester gets the order's form with only
that open. Who asks and who answers are tasks like any other; what was asked and what came of it are kept here.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.catalogue import forms
from app.catalogue.forms import opened
from app.db import now, session
from app.models.correction import Correction
from app.models.task import Task
from app.operations import journal, search_words, secret_answers, titles, wording
from app.operations.answers import form_of, schema_of
from app.operations.locking import Locked
from app.operations.permissions import Actor
from workflows.definition import Definition
from workflows.values import dumps, loads

TICKED = "correct"  # beside the answers of a decision: the keys of the fields to be corrected


def ticked(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The answers of a decision without the ticks, and the ticks."""
    given = data.get(TICKED)
    keys = [str(one) for one in given] if isinstance(given, list) else []
    return {name: value for name, value in data.items() if name != TICKED}, keys


def ask(held: Locked, task: Task, actor: Actor, given: Mapping[str, Any], keys: list[str]) -> None:
    """Keep what the approver wants changed, if they do; keys that the order's form does not have are left out."""
    if given.get("decision") != "change" or task.added:
        return
    reason, known = str(given.get("reason") or ""), opened.keys(_order_form(held.definition))
    fields = [key for key in known if key in keys]
    row = Correction(request_id=held.request.id, task_id=task.id, by_id=actor.id, fields=dumps(fields), reason=reason)
    row.before, row.asked_at = held.request.answers, now()
    for older in _asked(held.request.id):
        older.state = "over"
    session().add(row)
    session().flush()


def waiting(task: Task, definition: Definition) -> Correction | None:
    """What this task is to correct, when it is the requester's turn at the order's own form."""
    if not shows_order(task, definition):
        return None
    found = _asked(task.request_id)
    return found[-1] if found else None


def shows_order(task: Task, definition: Definition) -> bool:
    """Whether it is the requester's turn, with the form that the order was made with."""
    own = task.process in ("", definition.key) and task.form == definition.start_form
    return task.kind == "requester" and bool(task.form) and own


def schema(task: Task, definition: Definition) -> dict[str, Any] | None:
    """The task's form as it is shown; the requester gets only what was ticked open, all of it where nothing was."""
    found = schema_of(definition, task.process or definition.key, task.form)
    return _narrowed(found, waiting(task, definition)) if task.state == "open" else found


def _narrowed(found: dict[str, Any] | None, row: Correction | None) -> dict[str, Any] | None:
    keys = loads(row.fields) if row else []
    return opened.only(found, keys) if found and keys else found


def form(held: Locked, task: Task, row: Correction | None, language: str) -> forms.Form | None:
    """The task's form, to check answers with; narrowed where there is something to correct."""
    version_id = held.instance.version_id
    if row is None:
        return form_of(version_id, held.definition, task.process, task.form, language)
    shown = _narrowed(_order_form(held.definition), row)
    return forms.read(wording.of_version(version_id, language).form(shown)) if shown else None


def answered(held: Locked, task: Task, actor: Actor, given: Mapping[str, Any], row: Correction | None) -> None:
    """The order is what it says now, for whoever reads it; what was asked for is kept with its answer."""
    request = held.request
    before, given = loads(request.answers), secret_answers.values(held.instance.version_id, given)
    request.answers = dumps({**before, **given})
    request.title = titles.title(held.definition, {**before, **given})
    search_words.anew(request)
    if row is None:
        return
    row.after, row.state, row.answered_at = request.answers, "answered", now()
    session().flush()  # whoever would be asked again is looked for by it
    changed = sorted(key for key, value in given.items() if before.get(key) != value)
    text = f"Corrected the order: {', '.join(changed) or 'nothing'}."
    journal.write(request.id, actor.login, "order.corrected", text, task=task.id, element=task.element, changed=changed)


def _order_form(definition: Definition) -> dict[str, Any] | None:
    return schema_of(definition, definition.key, definition.start_form)


def _asked(request_id: int) -> list[Correction]:
    query = select(Correction).where(Correction.request_id == request_id, Correction.state == "asked")
    return list(session().scalars(query.order_by(Correction.id)))
