"""An incident is opened when an instance is stuck, and closed when it is not; people resolve it in resolving.py."""

from sqlalchemy import select, update

from app import meters
from app.db import now, ring, session
from app.models.call import Call
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.request import Request
from app.operations import causes, journal, kept_commands, notices, withdrawing
from workflows.commands import Command
from workflows.definition import Definition
from workflows.errors import EngineError, StepFailed


def open_for_command(
    request: Request, instance: Instance, definition: Definition, command: Command, error: EngineError
) -> Incident:
    """Keep a command that could not be carried out. The same command failing again counts as one more attempt."""
    text, cause = kept_commands.write(instance, definition, command, str(error))
    known = session().scalar(
        select(Incident).where(Incident.instance_id == instance.id, Incident.state == "open", Incident.command == text)
    )
    if known is not None:
        known.attempts += 1
        known.cause = cause
        causes.name(known, None, request.item)
        return known
    failed = error if isinstance(error, StepFailed) else None
    kind, element = (failed.kind, failed.element) if failed else ("values", None)
    drawn = definition.elements.get(element or "")
    return _open(request, instance.id, kind, element or "", cause, command=text, step=drawn.name if drawn else "")


def open_for_call(request: Request, call: Call, cause: str) -> Incident:
    """A call that was given up: its retries are used, or the other side refused for good."""
    return _open(request, call.instance_id, "call", call.element, cause, call=call, attempts=call.attempts)


def open_plain(request: Request, instance_id: int, kind: str, cause: str) -> Incident:
    """An instance found with nothing to wait for."""
    return _open(request, instance_id, kind, "", cause)


def close(incident: Incident, person_id: int | None, action: str, reason: str = "") -> None:
    """Mark it resolved; the request runs again when it was the last one."""
    incident.state, incident.resolved_at = "resolved", now()
    incident.resolved_by_id, incident.action, incident.reason = person_id, action, reason
    session().flush()
    open_ones = select(Incident.id).where(Incident.request_id == incident.request_id, Incident.state == "open").limit(1)
    request = session().get_one(Request, incident.request_id)
    if request.state == "stuck" and session().scalar(open_ones) is None:
        request.state = withdrawing.state_of(request)
    ring("incidents")


def close_all(request_id: int) -> None:
    """Resolve what is open of a request that has ended."""
    where = (Incident.request_id == request_id, Incident.state == "open")
    values = {"state": "resolved", "resolved_at": now(), "action": "ended"}
    session().execute(update(Incident).where(*where).values(**values).execution_options(synchronize_session="fetch"))


def _open(
    request: Request,
    instance_id: int,
    kind: str,
    element: str,
    cause: str,
    *,
    command: str | None = None,
    call: Call | None = None,
    attempts: int = 1,
    step: str = "",
) -> Incident:
    made = Incident(
        request_id=request.id,
        instance_id=instance_id,
        call_id=call.id if call else None,
        kind=kind,
        element=element,
        cause=cause[:4000],
        command=command,
        attempts=attempts,
        since=now(),
    )
    causes.name(made, call, request.item)
    session().add(made)
    session().flush()
    request.state = "stuck"
    meters.note(meters.incidents, kind=kind)
    facts = {"incident": made.id, "kind_of": kind, "element": element, "step": call.name if call else step}
    journal.write(request.id, "laneway", "incident.opened", f"Delayed by a technical fault: {cause}", **facts)
    notices.stuck(request, made)
    ring("incidents")
    ring(f"request:{request.id}")
    return made
