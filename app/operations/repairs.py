"""Everything of one cause tried again: written down by whoever asks, worked off by a worker, one incident at a time.

Each turn is one incident and one small transaction, so that one that fails holds up none of the others.
"""

from sqlalchemy import func, select

from app.db import now, ring, session
from app.errors import BadRequest, Conflict, LanewayError, NotFound, StaleLease
from app.language import gettext as _
from app.models.incident import Incident
from app.models.person import Person
from app.models.repair import Repair
from app.operations import journal, leases, resolving
from app.operations.permissions import Actor, actor_of, require
from app.operations.roles import REPAIRERS


def begin(actor: Actor, cause: str, reason: str) -> Repair:
    """Try all open incidents of this cause again. Raises Forbidden, BadRequest (no reason), NotFound, Conflict."""
    require(actor, *REPAIRERS)
    if not reason.strip():
        raise BadRequest(_("Say why: the reason is kept in the history."))
    total, until = (
        session()
        .execute(
            select(func.count(), func.max(Incident.id)).where(Incident.state == "open", Incident.cause_key == cause)
        )
        .one()
    )
    if not total or not cause:
        raise NotFound(_("Nothing of this cause is stuck any more."))
    if session().scalar(select(Repair.id).where(Repair.cause_key == cause, Repair.state.in_(("ready", "leased")))):
        raise Conflict(_("These are being tried again already."))
    row = Repair(
        cause_key=cause,
        person_id=actor.id,
        reason=reason.strip()[: journal.REASON],
        began_at=now(),
        run_at=now(),
        until=until,
        total=total,
    )
    session().add(row)
    session().flush()
    ring("repair")
    return row


def turn(repair_id: int, token: int) -> None:
    """Try the next one again; the last turn ends the repair. Raises StaleLease, and what the incident raises."""
    row = session().get(Repair, repair_id, populate_existing=True)
    if row is None:
        raise StaleLease()
    following = _following(row)
    if following is None:
        leases.finished(Repair, repair_id, token)
    else:
        row.last, row.tried = following, row.tried + 1
        _try(row, following)
        leases.next_turn(Repair, repair_id, token, now())
    ring(f"repair:{repair_id}")


def pass_over(repair_id: int, token: int) -> None:
    """The one whose turn it is fails in a way nobody foresaw, again and again: the others must not wait for it."""
    row = session().get(Repair, repair_id, populate_existing=True)
    if row is None:
        raise StaleLease()
    row.last, row.tried, row.again = _following(row) or row.until, row.tried + 1, row.again + 1
    leases.next_turn(Repair, repair_id, token, now())


def _following(row: Repair) -> int | None:
    mine = (Incident.state == "open", Incident.cause_key == row.cause_key)
    query = select(Incident.id).where(*mine, Incident.id > row.last, Incident.id <= row.until)
    return session().scalar(query.order_by(Incident.id).limit(1))


def _try(row: Repair, incident_id: int) -> None:
    """With the rights that the person has now; one that may not be tried now (paused, ended) is passed over."""
    actor = actor_of(session().get_one(Person, row.person_id))
    try:
        with session().begin_nested():
            if resolving.retry(actor, incident_id, row.reason).state == "open":
                row.again += 1
    except LanewayError as error:
        if error.retry:
            raise
        row.again += 1
