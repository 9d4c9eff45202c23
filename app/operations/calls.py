"""What became of a call: its result, a business error the diagram may handle, or a failure that is tried again.

Each takes the fence (lease token) and the engine's step in one transaction: a worker that is too late writes nothing.
"""

from typing import Any

from sqlalchemy import select

from app import meters
from app.db import now, session
from app.errors import AlreadyDone
from app.models.call import Call
from app.operations import house, incidents, journal, leases, retries, standstills
from app.operations.advance import advance
from app.operations.locking import Locked, lock
from app.operations.permissions import LANEWAY, Actor
from workflows.commands import Command, Fail, Resume
from workflows.errors import BadValue
from workflows.values import check, dumps, loads


def finish(call_id: int, token: int, result: dict[str, Any], actor: Actor = LANEWAY) -> None:
    """The connector's answer enters the instance. A value that may not enter is a permanent failure."""
    held, call = _held(call_id)
    standstills.must_go_on(held.request, actor)
    try:
        check(result)
    except BadValue as error:
        _give_up(held, call, token, f"{call.name} answered with a value that cannot be kept: {error}")
        return
    leases.finished(Call, call_id, token)
    _forget(call)
    call.result = dumps(result)
    meters.note(meters.calls, type=call.type, result="done")
    command = Resume(at=now(), zone=held.zone, call=call.engine_id, result=result)
    _advance(held, command, actor, "call.done", f"Done: {call.name}.", call)


def refuse(call_id: int, token: int, code: str, message: str, actor: Actor = LANEWAY) -> None:
    """A business error: an error boundary event with this code takes it, or it becomes an incident."""
    held, call = _held(call_id)
    standstills.must_go_on(held.request, actor)
    leases.finished(Call, call_id, token)
    _forget(call)
    meters.note(meters.calls, type=call.type, result="refused")
    command = Fail(at=now(), zone=held.zone, call=call.engine_id, code=code, message=message)
    text = f"{call.name} was refused: {message or code}."
    _advance(held, command, actor, "call.refused", text, call, reason=message or code)


def fail(call_id: int, token: int, error: str, permanent: bool, retry_after: float | None = None) -> None:
    """A technical failure: again later, or, when no retry helps, an incident."""
    held, call = _held(call_id)
    standstills.must_go_on(held.request, LANEWAY)
    if permanent or call.attempts >= call.max_attempts:
        _give_up(held, call, token, error)
        return
    meters.note(meters.calls, type=call.type, result="failed")
    wait = retries.delay(call.attempts, f"call:{call_id}", house.config().retry_seconds, retry_after)
    leases.postpone(Call, call_id, token, wait, error)


def _held(call_id: int) -> tuple[Locked, Call]:
    """Lock order is instance, then row: a person who completes a task in the same instance takes them the same way."""
    instance_id = session().scalar(select(Call.instance_id).where(Call.id == call_id))
    held = lock(instance_id or 0)
    return held, session().get_one(Call, call_id, populate_existing=True)


def _forget(call: Call) -> None:
    """Inputs that the header `secret` names (with commas) are kept no longer than the call needs them."""
    names = {name.strip() for name in str(loads(call.headers).get("secret") or "").split(",")}
    if names != {""}:
        call.data = dumps({name: value for name, value in loads(call.data).items() if name not in names})


def _advance(held: Locked, command: Command, actor: Actor, kind: str, text: str, call: Call, **facts: Any) -> None:
    facts = {"call": call.id, "element": call.element, "step": call.name, **facts}
    try:
        advance(held, command, actor, kind=kind, text=text, key=call.key, **facts)
    except AlreadyDone:
        text = f"{call.name} answered after it was needed."
        journal.write(held.request.id, "laneway", "call.late", text, call=call.id, step=call.name)


def _give_up(held: Locked, call: Call, token: int, error: str) -> None:
    leases.bury(Call, call.id, token, error)
    meters.note(meters.calls, type=call.type, result="given_up")
    if held.instance.status != "ended":
        incidents.open_for_call(held.request, call, f"{call.name}: {error}")
