"""The files of a request that a reader may open: those of the order, of tasks and of comments. Only reads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.db import session
from app.models.file import File
from app.models.person import Person
from app.operations.permissions import Actor, see_request, sees_internal


@dataclass(frozen=True)
class Attachment:
    """`size` in bytes."""

    id: int
    name: str
    size: int
    owner: str
    at: datetime
    internal: bool


def of_request(actor: Actor, number: str | int) -> list[Attachment]:
    """Newest last. Raises NotFound where the reader may not see the request."""
    request = see_request(actor, number)
    query = select(File, Person.name).join(Person, Person.id == File.owner_id).where(File.request_id == request.id)
    if not sees_internal(actor, request):
        query = query.where(File.internal.is_(False))
    rows = session().execute(query.order_by(File.id))
    return [
        Attachment(row.File.id, row.File.name, row.File.size, row.name, row.File.created_at, row.File.internal)
        for row in rows
    ]
