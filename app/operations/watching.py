"""Watching a request: to be told of it without having to do with it. Gives sight, never the right to act."""

from sqlalchemy import delete, func, select

from app.db import changed, now, ring, session
from app.errors import Conflict, Forbidden, InvalidForm
from app.language import gettext as _
from app.models.person import Person
from app.models.request import Request
from app.models.watcher import Watcher
from app.operations import journal, notices
from app.operations.locking import lock_request
from app.operations.people import find
from app.operations.permissions import Actor, may_invite, see_request

MOST = 50


def watch(actor: Actor, number: str | int) -> Request:
    """Be told of a request that one may see. Raises NotFound, Conflict (too many do)."""
    return _add(actor, see_request(actor, number), session().get_one(Person, actor.id))


def invite(actor: Actor, number: str | int, login: str) -> Request:
    """Let somebody see it and be told. Raises NotFound, Forbidden (who only watches), InvalidForm (nobody of that
    name), Conflict (too many do).
    """
    request = see_request(actor, number)
    if not may_invite(actor, request):
        raise Forbidden(_("Who only watches a request cannot invite others."))
    person = find(login)
    if person is None:
        raise InvalidForm({"person": _("There is no active person with this name.")})
    return _add(actor, request, person)


def stop(actor: Actor, number: str | int, login: str | None = None) -> Request:
    """Watch no longer; `login`: somebody else whom one could invite. Raises NotFound, Forbidden."""
    request = see_request(actor, number)
    person = find(login) if login else session().get_one(Person, actor.id)
    if person is None or (person.id != actor.id and not may_invite(actor, request)):
        raise Forbidden()
    lock_request(request.id)
    gone = delete(Watcher).where(Watcher.request_id == request.id, Watcher.person_id == person.id)
    if changed(gone):
        journal.write(request.id, actor.login, "watch.ended", f"Watches no longer: {person.name}.", who=person.name)
        _count(request)
    return request


def _add(actor: Actor, request: Request, person: Person) -> Request:
    lock_request(request.id)
    if session().get(Watcher, (request.id, person.id), populate_existing=True) is not None:
        return request
    if request.watchers >= MOST:
        raise Conflict(_("At most %(num)s people can watch a request.", num=MOST))
    session().add(Watcher(request_id=request.id, person_id=person.id, by_id=actor.id, at=now()))
    journal.write(request.id, actor.login, "watch.begun", f"Watches: {person.name}.", who=person.name)
    _count(request)
    if person.id != actor.id:
        notices.invited(request, person, actor)
    return request


def _count(request: Request) -> None:
    """Kept on the request, so that nothing asks for watchers of the many that have none."""
    number = select(func.count()).select_from(Watcher).where(Watcher.request_id == request.id)
    session().flush()
    request.watchers = session().scalar(number) or 0
    ring(f"request:{request.id}")
