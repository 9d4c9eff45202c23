"""A reply to one of our mails: a decision where its step takes one, else a comment. Refused and journalled where the
sender is not proved or is not whom the mail was for. Decides through deciding.py; never answers a robot.
"""

from dataclasses import replace

from sqlalchemy import select

from app.catalogue.replies import Reply
from app.db import session
from app.errors import Forbidden, LanewayError
from app.models.decision_link import DecisionLink
from app.models.person import Person
from app.models.task import Task
from app.operations import deciding, decision_links, idempotency, journal, notices, requests
from app.operations.permissions import actor_of

WAY = "mail reply"


def take(reply: Reply) -> str:
    """What became of it: decided, said (as a comment), known (came before), or ignored (nobody wrote it, or it answers
    no mail of ours). Raises Forbidden (not proved, not theirs) and what deciding raises; then `refused` keeps that.
    """
    link = _link(reply)
    if reply.automatic or link is None:
        return "ignored"
    person = _writer(reply, link)
    actor = replace(actor_of(person), extra={"way": WAY})
    mark = idempotency.fingerprint("mail", reply.id, b"")
    if reply.id and idempotency.begin(actor, f"mail:{mark}", mark) is not None:
        return "known"
    task = session().get_one(Task, link.task_id)
    if reply.decision and decision_links.way(task) == "reply":
        deciding.by_reply(actor, link, {"decision": reply.decision, "reason": reply.text})
        return "decided"
    requests.comment(actor, task.request.number, _whole(reply))
    return "said"


def refused(reply: Reply, error: LanewayError) -> None:
    """Journal it; whoever it was for and really wrote it is told why."""
    link = _link(reply)
    if link is None:
        return
    task, person = session().get_one(Task, link.task_id), session().get_one(Person, link.person_id)
    facts = {**journal.of_task(task), "sender": reply.sender[:254], "why": type(error).__name__}
    journal.write(task.request_id, "laneway", "mail.refused", f"Refused a reply by mail: {task.name}.", **facts)
    if not isinstance(error, Forbidden):
        notices.unheard(task, person, error.words, reply.id)


def _link(reply: Reply) -> DecisionLink | None:
    query = select(DecisionLink).where(DecisionLink.thread.in_(reply.threads)).order_by(DecisionLink.id.desc())
    return session().scalars(query.limit(1)).first() if reply.threads else None


def _writer(reply: Reply, link: DecisionLink) -> Person:
    person = session().get_one(Person, link.person_id)
    theirs = person.active and bool(person.email) and person.email.casefold() == reply.sender
    if not reply.proved or not theirs:
        raise Forbidden()
    return person


def _whole(reply: Reply) -> str:
    return f"{reply.decision}: {reply.text}" if reply.decision and reply.text else reply.decision or reply.text
