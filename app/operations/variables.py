"""The variables every request starts with, and commands as text: small translations between tables and engine."""

from typing import Any

from app.db import now
from app.models.person import Person
from app.models.request import Request
from workflows import commands
from workflows.values import dumps, loads

KINDS = {
    "start": commands.Start,
    "complete": commands.Complete,
    "begin": commands.Begin,
    "resume": commands.Resume,
    "fail": commands.Fail,
    "send": commands.Send,
    "signal": commands.Signal,
    "tick": commands.Tick,
    "cancel": commands.Cancel,
    "change": commands.Change,
    "move": commands.Move,
}


def person_facts(person: Person) -> dict[str, Any]:
    """What a diagram may know of a person."""
    return {
        "login": person.login,
        "name": person.name,
        "email": person.email,
        "department": person.department,
        "cost_centre": person.cost_centre,
        "country": person.country,
        "language": person.language,
        "manager": person.manager.login if person.manager else None,
    }


def root(request: Request, answers: dict[str, Any]) -> dict[str, Any]:
    """The root scope: the answers at top level, and who asked for what, for whom. A form may ask for an `item` of its
    own, which is then what was answered; the other names no form can have.
    """
    return {
        "item": request.item,
        **answers,
        "request": {"number": request.number, "title": request.title, "created_at": request.created_at.isoformat()},
        "requester": person_facts(request.requester),
        "requested_for": person_facts(request.requested_for),
    }


def as_text(command: commands.Command) -> str:
    """A command as JSON text, for the incident that holds it; the moment is taken anew when it runs again."""
    kind = next(name for name, made in KINDS.items() if type(command) is made)
    facts = {k: list(v) if isinstance(v, tuple) else v for k, v in vars(command).items() if k != "at"}
    return dumps({"kind": kind, **facts})


def from_text(text: str) -> commands.Command:
    """The command an incident holds, to be run now."""
    facts = loads(text)
    made = KINDS[facts.pop("kind")]
    for name in ("timers", "waits"):
        if name in facts:
            facts[name] = tuple(facts[name])
    command: commands.Command = made(at=now(), **facts)
    return command
