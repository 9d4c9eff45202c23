"""People named in a comment: “@dan”. Who may see the words is told; nobody comes to see anything by being named."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from app.db import session
from app.errors import NotFound
from app.models.comment import Comment
from app.models.person import Person
from app.models.request import Request
from app.operations import notices
from app.operations.permissions import actor_of, see_request, sees_internal

MARK = re.compile(r"(?<![\w@.])@([a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?)", re.IGNORECASE)
MOST = 10


@dataclass(frozen=True)
class Named:
    """`reads`: they may read these words; `sees`: at least the request."""

    person: Person
    sees: bool
    reads: bool


def named(request: Request, text: str, *, internal: bool, but: int) -> list[Named]:
    """Who is named in a text, the first few, without the person `but`."""
    logins = list(dict.fromkeys(found.casefold() for found in MARK.findall(text)))[:MOST]
    if not logins:
        return []
    query = select(Person).where(Person.login.in_(logins), Person.active, Person.id != but).order_by(Person.name)
    return [_of(request, person, internal) for person in session().scalars(query)]


def tell(comment: Comment, request: Request) -> set[int]:
    """Whoever is named and may read it hears of it. Returns their ids."""
    found = named(request, comment.text, internal=comment.internal, but=comment.author_id)
    people = [one.person for one in found if one.reads]
    if people:
        notices.mentioned(comment, request, people)
    return {person.id for person in people}


def _of(request: Request, person: Person, internal: bool) -> Named:
    theirs = actor_of(person)
    try:
        see_request(theirs, request.id)
    except NotFound:
        return Named(person, sees=False, reads=False)
    return Named(person, sees=True, reads=not internal or sees_internal(theirs, request))
