"""Requests: withdraw, talk, confirm, rate. They are ordered in ordering.py."""

from sqlalchemy import select

from app.db import now, session
from app.errors import AlreadyDone, BadRequest, Conflict, Forbidden
from app.language import gettext as _
from app.models.comment import Comment
from app.models.request import Request
from app.models.task import Task
from app.operations import (
    comments,
    journal,
    mentions,
    notices,
    sampling,
    seen,
    suspensions,
    tasks,
    withdrawing,
)
from app.operations.advance import advance
from app.operations.comments import TEXT_LIMIT
from app.operations.locking import lock_request
from app.operations.permissions import Actor, is_party, see_request
from app.operations.roles import OVERSEERS
from workflows.commands import Cancel


def withdraw(actor: Actor, number: str, reason: str) -> Request:
    """The requester takes it back; what was done is undone first (operations/withdrawing.py).

    Raises NotFound, Forbidden, AlreadyDone when it has ended, Conflict while it is being withdrawn.
    """
    request = see_request(actor, number)
    if not (is_party(actor, request) or actor.has(*OVERSEERS)):
        raise Forbidden(_("Only the requester can withdraw a request."))
    held = lock_request(request.id)
    if held.request.state == "ended":
        raise AlreadyDone(_("This request has ended already."), at=held.request.ended_at)
    if withdrawing.going_on(held.instance):
        raise Conflict(_("It is being withdrawn already."))
    suspensions.release(request.id, actor.login)
    command = Cancel(at=now(), zone=held.zone, reason=reason.strip()[:TEXT_LIMIT], undo=True)
    seen.stir(held.request)  # while its tasks are still open: they go from the lists in which they stand
    advance(held, command, actor, kind="request.withdrawn", text="Withdrawn.", reason=reason)
    return held.request


def comment(actor: Actor, number: str, text: str, *, internal: bool = False, files: tuple[int, ...] = ()) -> Comment:
    """Say something about a request. Internal words are for those who work on it."""
    request = see_request(actor, number)
    made = comments.say(request, actor, text, internal=internal, files=files)
    journal.write(
        request.id,
        actor.login,
        "comment",
        "Commented." if not internal else "Commented internally.",
        comment=made.id,
        internal=internal,
    )
    notices.commented(made, request, apart=mentions.tell(made, request))
    return made


def confirm(actor: Actor, number: str, *, ok: bool, text: str = "") -> Request:
    """The requester says that all is well, or that it is not: completes the waiting task named confirm.

    A form may want to know what is wrong; who says nothing of it is heard all the same.
    """
    request = see_request(actor, number)
    if not is_party(actor, request):
        raise Forbidden()
    waiting = (Task.request_id == request.id, Task.state == "open", Task.kind == "requester")
    task = next((t for t in session().scalars(select(Task).where(*waiting)) if _confirms(t)), None)
    if task is None:
        raise Conflict(_("Nothing waits for your confirmation."))
    remark = text.strip() or ("" if ok else _("Nothing was said about what is wrong."))
    tasks.complete(actor, task.id, {"confirmed": ok, "remark": remark})
    return request


def rate(actor: Actor, number: str, *, stars: int, text: str = "") -> Request:
    """One to five stars for an ended request; a later rating replaces an earlier one."""
    request = see_request(actor, number)
    if not is_party(actor, request):
        raise Forbidden()
    if request.state != "ended":
        raise Conflict(_("You can rate a request when it has ended."))
    if not 1 <= stars <= 5:
        raise BadRequest(_("Give one to five stars."))
    request.stars, request.rating = stars, text.strip()[:TEXT_LIMIT]
    journal.write(request.id, actor.login, "request.rated", f"Rated {stars} of 5.", stars=stars)
    return request


def _confirms(task: Task) -> bool:
    return sampling.asks_whether_done(task.element, task.form)
