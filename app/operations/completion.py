"""A completed task moves its process on: at once, or, where rules ask several, when their round has an answer."""

from typing import Any

from app.db import now, ring, session
from app.models.person import Person
from app.models.task import Task
from app.operations import approvals, journal, rounds
from app.operations.advance import advance
from app.operations.locking import Locked
from app.operations.permissions import Actor
from workflows.commands import Complete


def go_on(
    held: Locked, task: Task, actor: Actor, given: dict[str, Any], kind: str, text: str, facts: dict[str, Any]
) -> None:
    """Run the engine with the answers, or count them in the task's round. Journals `text` as `kind` either way."""
    question = rounds.question_of(task.id) if approvals.asked(task) else None
    if question is None:
        command = Complete(at=now(), zone=held.zone, task=task.engine_id, data=given)
        advance(held, command, actor, kind=kind, text=text, **facts)
        return
    facts = {**facts, "rule": question.rule, "round": question.round.id}
    journal.write(held.request.id, actor.login, kind, text, **facts)
    person = session().get_one(Person, actor.id)
    answer = rounds.answer(question, held.instance, held.definition, task, person, given)
    ring(f"request:{held.request.id}")
    if answer is not None:
        command = Complete(at=now(), zone=held.zone, task=question.round.engine_id, data=answer)
        said = {"approve": "The approvals are complete.", "reject": "Not approved.", "change": "A change is asked for."}
        decision = answer["decision"]
        facts = {"element": task.element, "step": task.name, "decision": decision}
        advance(held, command, actor, kind="approval.decided", text=said[decision], **facts)
