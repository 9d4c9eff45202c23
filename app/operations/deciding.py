"""Decisions made elsewhere than on the task's own page: through the link of a mail, or with others in one go.

tasks.complete decides.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import update

from app.db import changed, now
from app.errors import AlreadyDone, Conflict, Forbidden
from app.language import gettext as _
from app.models.decision_link import DecisionLink
from app.models.task import Task
from app.operations import decision_links, locked_tasks, tasks
from app.operations.permissions import Actor


def by_link(actor: Actor, secret: str, answers: dict[str, Any], way: str = "mail link") -> Task:
    """Decide through the link, which is used up with it. `actor`: its person, signed in or known by the link alone.

    Raises what tasks.complete raises, Forbidden for anybody else, Conflict where the link is too old.
    """
    found = decision_links.find(secret)
    if actor.id != found.person.id:
        raise Forbidden()
    if found.link.expires_at <= now():
        raise Conflict(_("This link is too old: it was good for seven days."))
    return _used(replace(actor, extra={**actor.extra, "way": way}), found.link, answers)


def by_reply(actor: Actor, link: DecisionLink, answers: dict[str, Any]) -> Task:
    """The same by a reply to the link's mail; the caller knows that the actor wrote it, and that the step allows it."""
    if link.expires_at <= now():
        raise Conflict(_("This link is too old: it was good for seven days."))
    return _used(actor, link, answers)


def _used(actor: Actor, link: DecisionLink, answers: dict[str, Any]) -> Task:
    task = tasks.complete(actor, link.task_id, answers, link.task_version)
    use = update(DecisionLink).where(DecisionLink.id == link.id, DecisionLink.used_at.is_(None))
    if changed(use.values(used_at=now())) != 1:
        raise AlreadyDone()
    return task


def together(actor: Actor, task_id: int, answers: dict[str, Any]) -> Task:
    """One of several approvals that get the same answers. Raises what tasks.complete raises."""
    _held, task = locked_tasks.locked(actor, task_id)
    if task.kind != "approval":
        raise Conflict(_("Only approvals are decided several at once."))
    return tasks.complete(replace(actor, extra={**actor.extra, "way": "together"}), task_id, answers)
