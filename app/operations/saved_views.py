"""Views that a person keeps: named filters, shown to a group of theirs where they share them. They grant nothing; each
use filters anew, by whoever uses it.
"""

from sqlalchemy import func, select

from app.db import now, session
from app.errors import Conflict, InvalidForm, NotFound
from app.language import gettext as _
from app.models.group import Group
from app.models.saved_view import SavedView
from app.operations.permissions import Actor

LONGEST, MOST = 2000, 20


def keep(actor: Actor, name: str, query: str, page: str = "requests", group: str = "") -> SavedView:
    """Keep `query` (the filters of an address) under a name; the same name is overwritten. Raises InvalidForm,
    NotFound (not a group of theirs), Conflict (too many, or another list has a view of that name).
    """
    name, seen_by = _named(name), _group(actor, group)
    mine = SavedView.person_id == actor.id
    row = session().scalar(select(SavedView).where(mine, SavedView.name == name))
    if row is not None and row.page != page:
        raise Conflict(_("You have a view with this name already."))
    if row is None:
        kept = select(func.count()).select_from(SavedView).where(mine, SavedView.page == page)
        if (session().scalar(kept) or 0) >= MOST:
            raise Conflict(_("These are too many: at most %(num)s.", num=MOST))
        row = SavedView(person_id=actor.id, page=page, name=name, created_at=now())
        session().add(row)
    row.query, row.group = query[:LONGEST], seen_by
    session().flush()
    return row


def change(actor: Actor, view_id: int, name: str, group: str) -> SavedView:
    """Another name, and who else sees it ("": nobody). Raises NotFound (another's, or not a group of theirs),
    InvalidForm, Conflict (they have one of that name).
    """
    row, name, seen_by = one(actor, view_id), _named(name), _group(actor, group)
    same = (SavedView.person_id == actor.id, SavedView.name == name)
    if session().scalar(select(SavedView.id).where(*same, SavedView.id != row.id)) is not None:
        raise Conflict(_("You have a view with this name already."))
    row.name, row.group = name, seen_by
    session().flush()
    return row


def drop(actor: Actor, view_id: int) -> None:
    """Forget a view. Raises NotFound for another person's."""
    session().delete(one(actor, view_id))


def one(actor: Actor, view_id: int) -> SavedView:
    """A view of the actor's own. Raises NotFound."""
    row = session().get(SavedView, view_id)
    if row is None or row.person_id != actor.id:
        raise NotFound()
    return row


def _named(name: str) -> str:
    name = " ".join(name.split())[:100]
    if not name:
        raise InvalidForm({"name": _("Give the view a name.")})
    return name


def _group(actor: Actor, key: str) -> Group | None:
    if not key:
        return None
    found = session().scalar(select(Group).where(Group.key == key, Group.id.in_(actor.groups or {0}), Group.active))
    if found is None:
        raise NotFound()
    return found
