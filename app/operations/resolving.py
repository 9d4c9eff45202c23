"""An incident resolved by a person: run the failed command or call again, correct a value, give the result by hand, or
give up. All of one cause at once is repairs.py.

Every repair is journalled with its reason. Only process managers and administrators repair.
"""

from dataclasses import replace
from typing import Any

from app.db import now, ring, session
from app.errors import AlreadyDone, BadRequest, NoChoice, NotFound
from app.language import gettext as _
from app.models.call import Call
from app.models.incident import Incident
from app.operations import incidents, journal, kept_commands, leases, standstills
from app.operations.advance import advance
from app.operations.locking import Locked, lock
from app.operations.permissions import Actor, require
from app.operations.roles import REPAIRERS
from workflows.commands import Cancel, Change, Resume
from workflows.values import dumps, loads


def retry(actor: Actor, incident_id: int, reason: str = "") -> Incident:
    """Run what failed once more. Raises NotFound, Forbidden, AlreadyDone."""
    return resolve(actor, incident_id, "retry", {}, reason)


def resolve(
    actor: Actor, incident_id: int, action: str, data: dict[str, Any] | None = None, reason: str = ""
) -> Incident:
    """`action`: retry; change (`data`: variables set before a retry); skip (`data`: the call's result); cancel."""
    require(actor, *REPAIRERS)
    found = session().get(Incident, incident_id)
    if found is None:
        raise NotFound()
    held = lock(found.instance_id)
    standstills.must_go_on(held.request, actor)
    session().refresh(found)
    if found.state != "open":
        raise AlreadyDone(_("This incident was resolved already."), at=found.resolved_at)
    if action not in ACTIONS:
        raise NoChoice(action=ACTIONS)
    if action != "retry" and not reason.strip():
        raise BadRequest(_("Say why: the reason is kept in the history."))
    ACTIONS[action](held, found, actor, data or {}, reason)
    return found


def _retry(held: Locked, found: Incident, actor: Actor, _data: dict[str, Any], reason: str) -> None:
    _note(held, found, actor, "incident.retry", "Repair: tried again.", reason)
    if found.call_id is not None:
        leases.again(Call, found.call_id)
        ring("call")
    elif found.command and _run_again(held, found, actor) is None:
        return
    incidents.close(found, actor.id, "retry", reason)


def _run_again(held: Locked, found: Incident, actor: Actor) -> object:
    command = kept_commands.read(found.command or "{}")
    return advance(held, command, actor, kind="incident.retried", text="Tried again.", incident=found.id)


def _change(held: Locked, found: Incident, actor: Actor, data: dict[str, Any], reason: str) -> None:
    if not data:
        raise BadRequest(_("Say which values to change."))
    if found.call_id is not None:
        _change_call(held, found, actor, data)
    elif found.command:
        _change_command(held, found, actor, data)
    _retry(held, found, actor, data, reason)


def _change_call(held: Locked, found: Incident, actor: Actor, data: dict[str, Any]) -> None:
    """The values reach the instance and the waiting call's own data."""
    command = Change(at=now(), zone=held.zone, data=data)
    advance(held, command, actor, kind="variables.changed", text="Changed values.", changed=sorted(data))
    call = session().get_one(Call, found.call_id)
    call.data = dumps({**loads(call.data), **data})


def _change_command(held: Locked, found: Incident, actor: Actor, data: dict[str, Any]) -> None:
    """The command that failed brings its values with it when it runs again: they are changed there."""
    command = kept_commands.read(found.command or "{}")
    if not hasattr(command, "data"):
        raise BadRequest(_("This step brought no values that could be changed."))
    changed_one = replace(command, data={**command.data, **data})  # type: ignore[call-arg]
    found.command, _sentence = kept_commands.write(held.instance, held.definition, changed_one)
    changed = sorted(data)
    journal.write(held.request.id, actor.login, "variables.changed", "Changed values.", changed=changed)


def _skip(held: Locked, found: Incident, actor: Actor, data: dict[str, Any], reason: str) -> None:
    if found.call_id is None:
        raise BadRequest(_("Only a call can be skipped; retry it, change a value, or cancel the request."))
    call = session().get_one(Call, found.call_id)
    call.state, call.done_at = "done", now()
    incidents.close(found, actor.id, "skip", reason)
    command = Resume(at=now(), zone=held.zone, call=call.engine_id, result=data)
    facts = {"call": call.id, "element": call.element, "step": call.name, "reason": reason}
    advance(held, command, actor, kind="call.by_hand", text=f"Done by hand: {call.name}.", **facts)


def _cancel(held: Locked, found: Incident, actor: Actor, _data: dict[str, Any], reason: str) -> None:
    _note(held, found, actor, "incident.cancel", "Repair: given up.", reason)
    command = Cancel(at=now(), zone=held.zone, reason=reason or "Given up after a technical fault.")
    advance(held, command, actor, kind="request.cancelled", text="Cancelled.")


def _note(held: Locked, found: Incident, actor: Actor, kind: str, text: str, reason: str) -> None:
    journal.write(held.request.id, actor.login, kind, text, incident=found.id, reason=reason)


ACTIONS = {"retry": _retry, "change": _change, "skip": _skip, "cancel": _cancel}
