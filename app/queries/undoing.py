"""What a withdrawal would have undone now, in the reader's words. Only reads."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db import now, session
from app.models.instance import Instance
from app.operations import definitions
from app.operations.permissions import Actor, see_request
from app.operations.wording import of_version
from workflows.commands import Command
from workflows.state import is_later
from workflows.undoing import undoable


@dataclass(frozen=True)
class Undone:
    """`done`: what was done; `by`: what undoes it."""

    done: str
    by: str


def of_request(actor: Actor, number: str | int, language: str) -> list[Undone]:
    """The last done first; nothing once it has ended or is being withdrawn. Raises NotFound."""
    request = see_request(actor, number)
    instance = session().scalars(select(Instance).where(Instance.request_id == request.id)).one()
    if instance.status != "running" or instance.state is None or is_later(instance.state):
        return []
    words = of_version(instance.version_id, language)
    found = undoable(definitions.parsed(instance.version_id), instance.state, Command(at=now()))
    return [Undone(words.say(one.name), words.say(one.by_name)) for one in found]
