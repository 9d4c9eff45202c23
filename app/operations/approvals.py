"""The record of a decision: who decided what, for whom, on which version of which form, having seen what.

Written once, in the transaction that completes the task, and never changed.
"""

from typing import Any

from sqlalchemy import insert

from app.db import later, now, session, table
from app.errors import InvalidForm
from app.language import gettext as _
from app.models.approval import Approval
from app.models.person import Person
from app.models.task import Task
from app.operations import secret_answers, standing_in
from app.operations.locking import Locked
from app.operations.permissions import Actor
from workflows import scopes
from workflows.values import dumps, loads

DECISIONS = ("approve", "reject", "change")
DECISION = insert(table(Approval))


def record(held: Locked, task: Task, actor: Actor, given: dict[str, Any], seen: dict[str, Any]) -> dict[str, str]:
    """Keep the decision that `given` holds; `seen`: the form's data as they were shown. Raises InvalidForm.

    Returns what the journal says of it beside: {for: name} of the person in whose place it was made, {reason}; each
    where there is one.
    """
    decision, reason = given.get("decision"), str(given.get("reason") or "").strip()
    if decision not in DECISIONS:
        raise InvalidForm({"decision": _("Choose: approve, change or reject.")})
    if decision != "approve" and not reason:
        raise InvalidForm({"reason": _("Say why, so that the requester knows what to do.")})
    absent = _stood_for(actor, task)
    made = {
        "request_id": held.request.id,
        "task_id": task.id,
        "person_id": actor.id,
        "for_id": absent,
        "decision": decision,
        "reason": reason,
        "rule": _rule(task),
        "version_id": held.instance.version_id,
        "form": task.form or "",
        "seen": dumps(secret_answers.values(held.instance.version_id, {**_order(held), **seen})),
        "way": actor.extra.get("way", ""),
        "decided_at": now(),
    }
    later(DECISION, made)
    instead = {"for": session().get_one(Person, absent).name} if absent else {}
    return {**instead, "reason": reason} if reason else instead


def asked(task: Task) -> dict[str, Any]:
    """What a form sees of the rule that asks: {asked: {rule, title, justify}}, for questions of a round alone."""
    said = loads(task.properties).get("asked") if task.kind == "approval" else None
    return {"asked": said} if said else {}


def _rule(task: Task) -> str:
    """The rule that asked: its number in the rule set, else the words of the diagram."""
    said = loads(task.properties)
    number = (said.get("asked") or {}).get("rule")
    return str(number or said.get("approver") or "")[:100]


def _order(held: Locked) -> dict[str, Any]:
    """What the page of a decision shows beside the form: the order, and who asked for it, for whom."""
    root = scopes.root(held.variables)
    return {name: root.get(name) for name in ("requester", "requested_for")} | loads(held.request.answers)


def _stood_for(actor: Actor, task: Task) -> int | None:
    """In whose place: their substitute has the task in their stead, or takes it from them now."""
    return task.assignee_id if task.assignee_id in actor.stands_for else standing_in.held_for(task)
