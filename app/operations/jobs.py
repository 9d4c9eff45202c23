"""Jobs: calls that no connector of the house does, taken by programs over the API, done there and completed here.

The same rows, lease and fence as calls (leases.py, calls.py): a program that comes back too late writes nothing, and
our own workers never take such a row. Never hands out a call of a connector.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.db import now, session
from app.errors import InvalidValue, NotFound, StaleLease
from app.language import gettext as _
from app.models.call import JOBS, Call
from app.operations import calls, leases
from app.operations.permissions import Actor, require
from app.operations.roles import PROGRAMS
from workflows.errors import BadValue
from workflows.sentences import of
from workflows.values import check, loads

BATCH = 100


def claim(actor: Actor, types: Sequence[str], limit: int, seconds: int) -> list[Call]:
    """Take up to `limit` due jobs of these types for `seconds`, earliest first. Raises Forbidden.

    A job whose last try ran out unanswered is not handed out again; `give_up` makes an incident of it.
    """
    require(actor, *PROGRAMS)
    wanted = (JOBS, Call.type.in_(types), Call.attempts < Call.max_attempts)
    return leases.take(Call, actor.login[:80], limit, timedelta(seconds=seconds), *wanted)


def complete(actor: Actor, job_id: int, token: int, result: dict[str, Any]) -> Call:
    """The result enters the request. The same answer again changes nothing. Raises NotFound, StaleLease, InvalidValue,
    Conflict while the request is suspended."""
    call = _own(actor, job_id)
    if (call.state, call.lease_token) == ("done", token) and call.result and loads(call.result) == result:
        return call
    try:
        check(result)
    except BadValue as error:
        raise InvalidValue(of(error)) from error
    calls.finish(job_id, token, result, actor)
    return call


def refuse(actor: Actor, job_id: int, token: int, code: str, message: str) -> Call:
    """A business error: the boundary event with this code takes it, or it becomes an incident. Raises as complete."""
    call = _own(actor, job_id)
    calls.refuse(job_id, token, code, message, actor)
    return call


def fail(
    actor: Actor, job_id: int, token: int, error: str, *, permanent: bool, retry_after: float | None = None
) -> Call:
    """A technical failure: offered again later; an incident when it is permanent or the tries are used."""
    call = _own(actor, job_id)
    calls.fail(job_id, token, error, permanent=permanent, retry_after=retry_after)
    return call


def extend(actor: Actor, job_id: int, token: int, seconds: int) -> Call:
    """Hold on for `seconds` from now. Raises NotFound, StaleLease."""
    call = _own(actor, job_id)
    leases.extend(Call, job_id, token, timedelta(seconds=seconds))
    return call


def lapsed() -> list[tuple[int, int]]:
    """(id, token) of jobs whose last try ended without an answer."""
    query = select(Call.id, Call.lease_token).where(JOBS, Call.state == "leased", Call.lease_until < now())
    return [(row.id, row.lease_token) for row in session().execute(query.where(Call.attempts >= Call.max_attempts))]


def give_up(job_id: int, token: int) -> None:
    """Make an incident of a lapsed job. Raises StaleLease when it was answered meanwhile."""
    calls.fail(job_id, token, _("The program that took this job never answered, again and again."), permanent=True)


def _own(actor: Actor, job_id: int) -> Call:
    """The job, if this program took it last. Raises NotFound (also for calls that are no jobs), StaleLease."""
    require(actor, *PROGRAMS)
    call = session().get(Call, job_id)
    if call is None or not call.outside:
        raise NotFound()
    if call.owner != actor.login[:80]:
        raise StaleLease()
    return call
