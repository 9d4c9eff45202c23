"""An item that is nothing but an order and a task decided by rules, published into a furnished house."""

import json
from typing import Any

from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.approval import Approval
from app.models.candidate import Candidate
from app.models.instance import Instance
from app.models.journal import Journal
from app.models.person import Person
from app.models.task import Task
from app.operations import importing, ordering, tasks
from app.operations.permissions import Actor, actor_of
from tests.workflows.diagrams import diagram, extensions, node, path, properties, start
from workflows import scopes
from workflows.values import loads

DONE = node("endEvent", "end", extensions(properties(outcome="fulfilled")))
TITLE = extensions(properties(title="Buying", category="IT"))
ORDER = {
    "id": "order",
    "components": [
        {"type": "number", "key": "amount", "label": "Amount", "properties": {"currency": "EUR"}},
        {"type": "textfield", "key": "kind", "label": "Kind"},
    ],
}
DECIDE = {
    "id": "decide",
    "components": [
        {"type": "textfield", "key": "decision", "label": "Decision"},
        {"type": "textfield", "key": "reason", "label": "Reason"},
    ],
}


def publish(*rules: dict[str, Any], key: str = "buying", **properties_: str) -> int:
    """The item with these rules; returns the number of its version."""
    begun = start("start", extensions('<zeebe:formDefinition formId="order"/>'))
    form = '<zeebe:userTask/><zeebe:formDefinition formId="decide"/>'
    asked = extensions(form, properties(kind="approval", rules="money", **properties_))
    task = node("userTask", "approve", asked, name="Approve")
    files = {
        f"{key}.bpmn": diagram(TITLE, begun, task, DONE, path("start", "approve", "end"), process=key),
        "order.form": json.dumps(ORDER).encode(),
        "decide.form": json.dumps(DECIDE).encode(),
        "money.rules": json.dumps({"rules": list(rules)}).encode(),
    }
    with transaction():
        row = importing.import_files(files)
        assert row.state == "published", row.problems
        return row.number


def who(login: str) -> Actor:
    with reading():
        return actor_of(session().scalars(select(Person).where(Person.login == login)).one())


def order(login: str, amount: float | None = None, kind: str = "", key: str = "buying") -> int:
    data = {"amount": amount, "kind": kind}
    actor = who(login)
    with transaction():
        return ordering.submit(actor, key, data).id


def waiting(request: int) -> list[str]:
    """Whom open questions are for: a login, a group's key, or the first of those to whom it is offered by name."""
    with reading():
        rows = session().scalars(select(Task).where(Task.request_id == request, Task.state == "open").order_by(Task.id))
        return [
            task.assignee.login if task.assignee else task.group.key if task.group else _named(task) for task in rows
        ]


def _named(task: Task) -> str:
    offered = select(Person.login).join(Candidate, Candidate.person_id == Person.id).where(Candidate.task_id == task.id)
    return session().scalars(offered.order_by(Person.id)).first() or "?"


def question(login: str, request: int) -> int:
    """The first open question that waits for this person, for a group of theirs, or for whoever may."""
    actor = who(login)
    with reading():
        rows = session().scalars(select(Task).where(Task.request_id == request, Task.state == "open").order_by(Task.id))
        return next(
            task.id
            for task in rows
            if task.assignee_id == actor.id or (task.assignee_id is None and task.group_id in (None, *actor.groups))
        )


def decides(login: str, request: int, decision: str = "approve") -> None:
    task, actor = question(login, request), who(login)
    with transaction():
        tasks.complete(actor, task, {"decision": decision, "reason": "" if decision == "approve" else "No."})


def variables(request: int) -> dict[str, Any]:
    with reading():
        row = session().scalars(select(Instance).where(Instance.request_id == request)).one()
        return scopes.root(loads(row.variables))


def outcome(request: int) -> str | None:
    """What the round answered; None while it is open."""
    said = variables(request).get("decision")
    return None if said is None else str(said)


def told(request: int) -> list[str]:
    with reading():
        found = select(Journal.text).where(Journal.request_id == request).order_by(Journal.seq)
        return list(session().scalars(found))


def records(request: int) -> list[tuple[str, str]]:
    """(rule, who) of each decision."""
    with reading():
        query = select(Approval.rule, Person.login).join(Person, Person.id == Approval.person_id)
        return [
            tuple(row) for row in session().execute(query.where(Approval.request_id == request).order_by(Approval.id))
        ]
