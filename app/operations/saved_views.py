"""Views that a person keeps for themselves: named filters. They grant nothing; each use filters anew."""

from sqlalchemy import select

from app.db import now, session
from app.errors import InvalidForm, NotFound
from app.language import gettext as _
from app.models.saved_view import SavedView
from app.operations.permissions import Actor

LONGEST = 2000


def keep(actor: Actor, name: str, query: str) -> None:
    """Keep `query` (the filters of an address) under a name; the same name is overwritten. Raises InvalidForm."""
    name = name.strip()[:100]
    if not name:
        raise InvalidForm({"name": _("Give the view a name.")})
    query = query[:LONGEST]
    row = session().scalar(select(SavedView).where(SavedView.person_id == actor.id, SavedView.name == name))
    if row is None:
        session().add(SavedView(person_id=actor.id, name=name, query=query, created_at=now()))
    else:
        row.query = query


def drop(actor: Actor, view_id: int) -> None:
    """Forget a view. Raises NotFound for another person's."""
    row = session().get(SavedView, view_id)
    if row is None or row.person_id != actor.id:
        raise NotFound()
    session().delete(row)
