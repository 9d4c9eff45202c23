"""Moving a token by hand: proposed by one person with a reason, signed by another, taken back while nothing happened.

What it would lead to is worked out before it is written down, so that nobody signs what cannot be. Never moves without
the second signature.
"""

import json
from typing import Any

from sqlalchemy import select

from app.db import now, ring, session
from app.errors import AlreadyDone, BadRequest, Conflict, Forbidden, NotFound
from app.language import gettext as _
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.token_move import TokenMove
from app.operations import data_stores, definitions, ended_rows, incidents, journal, kept_commands, later, standstills
from app.operations.advance import advance, put_back
from app.operations.call_activities import callers
from app.operations.locking import Locked, lock
from app.operations.permissions import Actor, require
from app.operations.roles import REPAIRERS
from workflows.commands import Move, Tick
from workflows.engine import run
from workflows.errors import EngineError
from workflows.moving import Movable, movable, taken_back
from workflows.record import Record
from workflows.state import is_later
from workflows.step import Step
from workflows.values import loads


def options(held: Locked) -> list[Movable]:
    """The tokens of the instance that can be moved, with where to."""
    if held.instance.state is None or held.request.state not in ("stuck", "running") or is_later(held.instance.state):
        return []
    tick = Tick(at=now(), zone=held.zone)
    return [one for one in movable(held.definition, held.instance.state, tick) if one.targets]


def propose(actor: Actor, incident_id: int, token: str, target: str, reason: str) -> TokenMove:
    """Write down what somebody else is to sign. Raises Forbidden, NotFound, BadRequest, AlreadyDone, Conflict."""
    require(actor, *REPAIRERS)
    found, held = _held(incident_id)
    standstills.must_go_on(held.request, actor)
    if found.state != "open":
        raise AlreadyDone(_("This incident was resolved already."), at=found.resolved_at)
    one = next((one for one in options(held) if one.id == token), None)
    if one is None or target not in dict(one.targets):
        raise BadRequest(_("It cannot be moved there."))
    if session().scalar(select(TokenMove.id).where(TokenMove.incident_id == incident_id, TokenMove.state == "open")):
        raise Conflict(_("A move waits for its second signature already."))
    after = _rehearsed(held, found, token, target)
    row = TokenMove(
        incident_id=incident_id,
        request_id=held.request.id,
        version=held.instance.version,
        token=token,
        element=one.element,
        target=target,
        reason=_reason(reason),
        pictures=json.dumps({"before": _standing(held, held.instance.state), "after": _standing(held, after.state)}),
        by_id=actor.id,
        at=now(),
    )
    session().add(row)
    session().flush()
    _note(row, actor, "move.proposed", "Proposed to move it on by hand", row.reason)
    return row


def sign(actor: Actor, move_id: int) -> TokenMove:
    """The second signature: it is moved. Raises Forbidden (the same person), NotFound, AlreadyDone, Conflict."""
    row, held = _waiting(actor, move_id)
    if actor.id == row.by_id:
        raise Forbidden(_("Somebody else must sign what you proposed."))
    standstills.must_go_on(held.request, actor)
    if held.instance.version != row.version or row.incident.state != "open":
        raise Conflict(_("The request has gone on since this was proposed. Please propose it anew."))
    step = _rehearsed(held, row.incident, row.token, row.target)
    row.before, row.variables = held.instance.state, held.instance.variables
    open_rows = ended_rows.live(held.instance.id)
    facts = {
        "move": row.id,
        "element": row.element,
        "to": row.target,
        "reason": row.reason,
        "proposed_by": row.by.login,
    }
    command = _command(held, row.incident, row.token, row.target)
    advance(held, command, actor, kind="token.moved", text="Moved on by hand.", **facts)
    session().flush()
    row.rows = json.dumps(ended_rows.ended(held.instance.id, open_rows))
    row.after, row.may_undo = held.instance.version, held.instance.version == row.version + 1 and not step.thrown
    row.may_undo = row.may_undo and not step.ended and not step.stored
    _decided(row, actor, "done", "")
    incidents.close(row.incident, actor.id, "move", row.reason)
    return row


def refuse(actor: Actor, move_id: int, reason: str) -> TokenMove:
    """Not signed, or taken back by who proposed it. Raises Forbidden, NotFound, AlreadyDone, BadRequest."""
    row, _instance = _waiting(actor, move_id)
    _decided(row, actor, "refused", _reason(reason))
    _note(row, actor, "move.refused", "Did not sign to move it on by hand", reason)
    return row


def undo(actor: Actor, move_id: int, reason: str) -> TokenMove:
    """All is as before the move, the incident open. Raises Forbidden, NotFound, BadRequest, Conflict (too late)."""
    require(actor, *REPAIRERS)
    row, held = _found(move_id)
    standstills.must_go_on(held.request, actor)
    said, instance = _reason(reason), held.instance
    if not undoable(row, held) or row.before is None or instance.state is None:
        raise Conflict(_("Something has happened since: it cannot be taken back any more."))
    tick = Tick(at=now(), zone=held.zone)
    step = taken_back(held.definition, row.before, Record.read(row.variables or "{}"), instance.state, tick)
    facts = {"move": row.id, "element": row.target, "to": row.element, "reason": said}
    put_back(held, step, actor, kind="token.moved_back", text="Took back what was moved by hand.", **facts)
    ended_rows.reopen(json.loads(row.rows))
    found = row.incident
    found.state, found.resolved_at, found.resolved_by_id, found.action, found.reason = "open", None, None, "", ""
    held.request.state = "stuck"
    row.state, row.second_reason = "undone", said
    ring("incidents")
    return row


def undoable(row: TokenMove, held: Locked) -> bool:
    """Nothing has happened since: no command, and no call or task begun."""
    still = row.state == "done" and row.may_undo and held.instance.version == row.after
    return still and held.request.state != "ended" and not ended_rows.begun(held.instance.id, row.second_at or row.at)


def seen(incident_id: int) -> Locked:
    """The instance of an incident, read without its lock: for a look, never for a change. Raises NotFound."""
    found = session().get(Incident, incident_id)
    if found is None:
        raise NotFound()
    instance = session().get_one(Instance, found.instance_id)
    return Locked(instance, found.request, definitions.parsed(instance.version_id))


def _rehearsed(held: Locked, found: Incident, token: str, target: str) -> Step:
    command = _command(held, found, token, target)
    try:
        stores = data_stores.read(held.definition).contents
        return run(held.definition, held.instance.state, Record.read(held.instance.variables), command, stores=stores)
    except EngineError as error:
        raise Conflict(_("It cannot be moved there: %(why)s", why=str(error))) from error


def _command(held: Locked, found: Incident, token: str, target: str) -> Move:
    """What was accepted and could not be carried out comes along, so that it is not lost."""
    kept: dict[str, Any] = vars(kept_commands.read(found.command)) if found.command else {}
    given = kept.get("data") or kept.get("result") or {}
    own = token in (kept.get("task"), kept.get("call"), kept.get("wait"))
    return Move(at=now(), zone=held.zone, token=token, to=target, data=given if own else {})


def _standing(held: Locked, state: bytes | None) -> list[str]:
    """Where tokens stand, as elements of the item's own diagram."""
    found: list[str] = []
    reached = loads(held.instance.reached)
    for one in movable(held.definition, state, Tick(at=now(), zone=held.zone)) if state else ():
        own = one.process == held.definition.key
        found += [one.element] if own else callers(held.definition, one.process, reached)
    return list(dict.fromkeys(found))


def _held(incident_id: int) -> tuple[Incident, Locked]:
    found = session().get(Incident, incident_id)
    if found is None:
        raise NotFound()
    held = lock(found.instance_id)
    later.must_be_ours(held.instance)
    session().refresh(found)
    return found, held


def _found(move_id: int) -> tuple[TokenMove, Locked]:
    row = session().get(TokenMove, move_id)
    if row is None:
        raise NotFound()
    _incident, held = _held(row.incident_id)
    session().refresh(row)
    return row, held


def _waiting(actor: Actor, move_id: int) -> tuple[TokenMove, Locked]:
    require(actor, *REPAIRERS)
    row, held = _found(move_id)
    if row.state != "open":
        raise AlreadyDone(at=row.second_at)
    return row, held


def _reason(text: str) -> str:
    if not text.strip():
        raise BadRequest(_("Say why: the reason is kept in the history."))
    return text.strip()[: journal.REASON]


def _decided(row: TokenMove, actor: Actor, state: str, reason: str) -> None:
    row.state, row.second_id, row.second_at, row.second_reason = state, actor.id, now(), reason
    ring("incidents")


def _note(row: TokenMove, actor: Actor, kind: str, text: str, reason: str) -> None:
    facts = {"move": row.id, "element": row.element, "to": row.target, "reason": reason}
    journal.write(row.request_id, actor.login, kind, f"{text}.", **facts)
