"""Suspensions: stop one request, several, an item's, or all that use a service, and let them go on.

The first few come to stand in the transaction of whoever suspends; a worker takes in the others, looks for those that
began unseen, and ends it at its time (app/jobs/suspensions.py). Never runs the engine.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from app.db import now, ring, session
from app.errors import AlreadyDone, BadRequest, Conflict, Forbidden, NoChoice, NotFound, StaleLease
from app.language import gettext as _
from app.models.definition import Definition
from app.models.request import Request
from app.models.standstill import Standstill
from app.models.suspension import Suspension
from app.operations import coverage, journal, leases, ownership, standstills
from app.operations.permissions import Actor, see_request
from app.operations.roles import SUSPENDERS

BATCH = 50  # requests in one transaction
CHOSEN = 200  # requests that somebody can choose at once
LOOK = timedelta(seconds=60)  # until a worker looks again for what it covers


def suspend(
    actor: Actor,
    scope: str,
    what: str = "",
    *,
    reason: str,
    until: datetime | None = None,
    pauses_clocks: bool = True,
    requests: Sequence[str] = (),
) -> Suspension:
    """Stop what `scope` names: requests (those numbers), item (`what`: its key), service (`what`: a connector's type).

    Raises Forbidden, NotFound, BadRequest (no reason, an end that has passed), Conflict (ended requests, or the
    very same stands).
    """
    chosen = check(actor, scope, what, requests)
    if not reason.strip():
        raise BadRequest(_("Say why: everybody who waits will read it."))
    if until is not None and until <= now():
        raise BadRequest(_("The end lies in the past."))
    if scope != "requests" and _stands(scope, what, reason.strip()[: journal.REASON], until):
        raise Conflict(_("This is paused for this very reason already."))
    row = _row(actor, scope, what, reason.strip()[: journal.REASON], until, pauses_clocks)
    for one in chosen:
        _stop(one.id, row, actor.login)
    if scope != "requests":
        _take_in(row, actor.login)
        named = f"{scope} {what}"
        text = f"Suspended {named}: {row.reason}."
        facts = {"suspension": row.id, "scope": scope, "what": what, "reason": row.reason}
        journal.write(0, actor.login, "suspension.began", text, **facts)
    ring("suspension")
    return row


def _stands(scope: str, what: str, reason: str, until: datetime | None) -> bool:
    """The very same, as from another tab."""
    same = {"scope": scope, "what": what, "reason": reason, "ends_at": until}
    open_ones = select(Suspension.id).filter_by(**same).where(Suspension.state.in_(("ready", "leased")))
    return session().scalar(open_ones.limit(1)) is not None


def check(actor: Actor, scope: str, what: str, numbers: Sequence[str] = ()) -> list[Request]:
    """Whether the actor may suspend this; the chosen requests. Raises as suspend does."""
    if scope == "requests":
        return _chosen(actor, numbers)
    if scope == "item":
        if session().scalar(select(Definition.id).where(Definition.key == what)) is None:
            raise NotFound()
        _must_answer_for(actor, ownership.of_published(what))
    elif scope == "service":
        _must_answer_for(actor, ())
        if what not in coverage.services():
            raise NotFound(_("Nothing that was ordered uses this service."))
    else:
        raise NoChoice(scope=("requests", "item", "service"))
    return []


def resume(actor: Actor, suspension_id: int) -> Suspension:
    """End a suspension before its time. Raises NotFound, Forbidden, AlreadyDone."""
    row = session().get(Suspension, suspension_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound()
    if not may_end(actor, row):
        raise Forbidden()
    if row.state not in ("ready", "leased") or (row.ends_at is not None and row.ends_at <= now()):
        raise AlreadyDone(_("This was resumed already."))
    row.ends_at, row.ended_by_id = now(), actor.id
    leases.hurry(Suspension, row.id)
    _let_go(row, actor.login)
    if row.scope != "requests":
        facts = {"suspension": row.id, "scope": row.scope, "what": row.what}
        journal.write(0, actor.login, "suspension.ended", f"Resumed {row.scope} {row.what}.", **facts)
    ring("suspension")
    return row


def resume_request(actor: Actor, number: str) -> Request:
    """Let one request go on, whatever holds it; others stay. Raises NotFound, Forbidden, Conflict (it goes on)."""
    request = see_request(actor, number)
    _must_answer_for(actor, ownership.of_version(request.version_id))
    if not release(request.id, actor.login):
        raise Conflict(_("This request is not suspended."))
    return request


def release(request_id: int, login: str) -> bool:
    """Out of every suspension that holds it; tells whether there was one."""
    found = standstills.held(request_id)
    if found is None or found[0].state != "suspended":
        return False
    open_ones = (Standstill.request_id == request_id, Standstill.ended_at.is_(None))
    ids = session().scalars(select(Standstill.suspension_id).where(*open_ones)).all()
    standstills.let_go(*found, ids, login)
    return True


def look(suspension_id: int, token: int) -> None:
    """A worker's look: take in what it covers, or let go at its end, a few at a time. Raises StaleLease."""
    row = session().get(Suspension, suspension_id, populate_existing=True)
    if row is None:
        raise StaleLease()
    moment = now()
    if row.ends_at is None or row.ends_at > moment:
        more = _take_in(row, "laneway") == BATCH
        following = moment if more else min(row.ends_at or moment + LOOK, moment + LOOK)
        leases.next_turn(Suspension, row.id, token, following)
    elif _let_go(row, "laneway") == BATCH:
        leases.next_turn(Suspension, row.id, token, moment)
    else:
        leases.finished(Suspension, row.id, token)


def may_end(actor: Actor, row: Suspension) -> bool:
    """Process managers and administrators; who began it; of an item, its owners."""
    if actor.has(*SUSPENDERS) or row.person_id == actor.id:
        return True
    return row.scope == "item" and actor.login in ownership.of_published(row.what)


def may_suspend(actor: Actor, owners: Collection[str]) -> bool:
    """Process managers and administrators everything, an item's owners what is of that item."""
    return actor.has(*SUSPENDERS) or actor.login in owners


def _row(actor: Actor, scope: str, what: str, reason: str, until: datetime | None, pauses_clocks: bool) -> Suspension:
    moment = now()
    row = Suspension(
        scope=scope,
        what=what if scope != "requests" else "",
        reason=reason,
        pauses_clocks=pauses_clocks,
        began_at=moment,
        ends_at=until,
        person_id=actor.id,
        run_at=min(until or moment + LOOK, moment + LOOK),
    )
    session().add(row)
    session().flush()
    return row


def _chosen(actor: Actor, numbers: Sequence[str]) -> list[Request]:
    if not 0 < len(set(numbers)) <= CHOSEN:
        raise BadRequest(_("Choose between one and %(num)s requests.", num=CHOSEN))
    found = sorted({see_request(actor, number) for number in numbers}, key=lambda one: one.id)
    for one in found:
        _must_answer_for(actor, ownership.of_version(one.version_id))
        if one.state not in coverage.STANDING:
            raise Conflict(_("%(number)s has ended or is being withdrawn.", number=one.number))
    return found


def _must_answer_for(actor: Actor, owners: Collection[str]) -> None:
    if not may_suspend(actor, owners):
        raise Forbidden()


def _take_in(row: Suspension, login: str) -> int:
    found = coverage.missing(row.id, row.scope, row.what, BATCH) if row.scope != "requests" else []
    for request_id in found:
        _stop(request_id, row, login)
    session().flush()
    return len(found)


def _stop(request_id: int, row: Suspension, login: str) -> None:
    found = standstills.held(request_id)
    if found is not None:
        standstills.stop(*found, row, login)


def _let_go(row: Suspension, login: str) -> int:
    open_ones = (Standstill.suspension_id == row.id, Standstill.ended_at.is_(None))
    found = session().scalars(
        select(Standstill.request_id).where(*open_ones).order_by(Standstill.request_id).limit(BATCH)
    )
    ids = list(found)
    for request_id in ids:
        standing = standstills.held(request_id)
        if standing is not None:
            standstills.let_go(*standing, [row.id], login)
    return len(ids)
