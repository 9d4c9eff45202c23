"""Requests that belong together: related, child of one, opened because one was not right after all, followed up.

A link moves nothing in either process; a step may wait for the children of its request (`waits_for_children`).
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.db import now, ring, session
from app.errors import Conflict, Forbidden, NotFound
from app.language import gettext as _
from app.models.request import Request
from app.models.request_link import RequestLink
from app.models.task import Task
from app.operations import journal
from app.operations.permissions import Actor, is_party, see_request
from workflows.values import loads

PROPERTY = "waits_for_children"
TEXTS = {
    "related": "Related to {number}.",
    "child": "{number} was made for it.",
    "reopened": "It came back as {number}.",
    "follow_up": "{number} follows it up.",
}
BACK = {
    "related": "Related to {number}.",
    "child": "Made for {number}.",
    "reopened": "{number} came back.",
    "follow_up": "Follows up {number}.",
}


def relate(actor: Actor, number: str, other: str) -> RequestLink:
    """Two requests that both sides should know of. Raises NotFound, Conflict (no such other,
    itself, or linked already)."""
    first, second = see_request(actor, number), _seen(actor, other)
    if first.id == second.id:
        raise Conflict(_("A request is not related to itself."))
    pair = sorted((first, second), key=lambda one: one.id)
    if _between(first.id, second.id) is not None:
        raise Conflict(_("These two are linked already."))
    return write(pair[0], pair[1], "related", actor)


def unrelate(actor: Actor, number: str, other: str) -> None:
    """They are not related after all; other links say what happened, and stay. Raises NotFound, Conflict."""
    first, second = see_request(actor, number), _seen(actor, other)
    row = _between(first.id, second.id)
    if row is None:
        raise NotFound()
    if row.kind != "related":
        raise Conflict(_("This link says how the request came to be, and stays."))
    session().delete(row)
    for one, its in ((first, second), (second, first)):
        _note(actor, one, "request.unlinked", f"Not related to {its.number} any more.", its)


def child(actor: Actor, number: str, made: Request) -> RequestLink:
    """`made` was ordered for another request. Raises NotFound, Conflict when that has ended."""
    parent = see_request(actor, number)
    if parent.state == "ended":
        raise Conflict(_("%(number)s has ended: order this by itself.", number=parent.number))
    return write(parent, made, "child", actor)


def came_back(actor: Actor, number: str, made: Request) -> RequestLink:
    """`made` was ordered because the first was not right after all. Raises NotFound, Forbidden, Conflict."""
    first = see_request(actor, number)
    if not is_party(actor, first):
        raise Forbidden()
    if first.state != "ended" or first.item != made.item:
        raise Conflict(_("%(number)s is still under way: say there what is wrong.", number=first.number))
    return write(first, made, "reopened", actor)


def write(first: Request, other: Request, kind: str, actor: Actor) -> RequestLink:
    """Keep the link, and say it in both histories."""
    row = RequestLink(request_id=first.id, other_id=other.id, kind=kind, by_id=actor.id, at=now())
    session().add(row)
    session().flush()
    _note(actor, first, "request.linked", TEXTS[kind].replace("{number}", other.number), other, link=kind, first=True)
    _note(actor, other, "request.linked", BACK[kind].replace("{number}", first.number), first, link=kind, first=False)
    return row


def waits_for(request_id: int, properties: Mapping[str, Any]) -> list[str]:
    """Numbers of the children that must have ended before a task with these properties can be finished."""
    if properties.get(PROPERTY) != "true":
        return []
    query = select(Request).join(RequestLink, RequestLink.other_id == Request.id)
    where = (RequestLink.request_id == request_id, RequestLink.kind == "child", Request.state != "ended")
    return [one.number for one in session().scalars(query.where(*where).order_by(Request.id))]


def must_not_wait(task: Task) -> None:
    """Raises Conflict while a child of the request is still under way, where the step waits for them."""
    numbers = waits_for(task.request_id, loads(task.properties))
    if numbers:
        raise Conflict(_("Wait for what was made for it first: %(names)s.", names=", ".join(numbers)))


def _seen(actor: Actor, number: str) -> Request:
    try:
        return see_request(actor, number.strip().upper())
    except NotFound as error:
        raise Conflict(_("There is no request %(number)s that you may see.", number=number)) from error


def _between(one: int, other: int) -> RequestLink | None:
    return session().get(RequestLink, (one, other)) or session().get(RequestLink, (other, one))


def _note(actor: Actor, about: Request, kind: str, text: str, other: Request, **facts: Any) -> None:
    journal.write(about.id, actor.login, kind, text, other=other.number, **facts)
    ring(f"request:{about.id}")
