"""What a developer needs to know of an incident, as text to be handed on: no values, no people, no secrets."""

from sqlalchemy.orm import joinedload

from app.db import session
from app.errors import NotFound
from app.models.call import Call
from app.models.definition_version import DefinitionVersion
from app.models.incident import Incident
from app.models.instance import Instance
from app.operations import causes
from app.operations.permissions import Actor, require
from app.operations.roles import REPAIRERS
from workflows.values import loads

QUIET = ("kind", "task", "call", "wait", "choice", "element", "timers", "code", "name", "token", "to")


def of(actor: Actor, incident_id: int) -> str:
    """The note. Of a command its kind and the names of its values only. Raises Forbidden, NotFound."""
    require(actor, *REPAIRERS)
    row = session().get(Incident, incident_id, options=[joinedload(Incident.request)])
    if row is None:
        raise NotFound()
    instance = session().get_one(Instance, row.instance_id)
    version = session().get_one(DefinitionVersion, instance.version_id)
    lines = [
        f"incident: {row.id} ({row.kind}), tried {row.attempts} times, since {row.since.isoformat()}",
        f"request: {row.request.number}, item {row.request.item}, version {version.number}",
        f"element: {row.element or '-'}",
        f"cause: {causes.normalised(row.cause)}",
        f"same cause: {row.cause_key}",
    ]
    call = session().get(Call, row.call_id) if row.call_id else None
    if call is not None:
        lines += [f"call: {call.type}, key {call.key}, inputs {', '.join(sorted(loads(call.data))) or '-'}"]
    if row.command:
        lines.append(f"command: {_told(loads(row.command))}")
    return "\n".join(lines)


def _told(command: dict[str, object]) -> str:
    said = [f"{name}={value}" for name, value in sorted(command.items()) if name in QUIET and value not in (None, "")]
    for name in ("data", "result"):
        values = command.get(name)
        if isinstance(values, dict):
            said.append(f"{name}=({', '.join(sorted(values))})")
    return " ".join(said)
