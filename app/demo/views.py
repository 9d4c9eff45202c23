"""How the demo's groups look at their inbox: a few kept views, shared and one's own."""

from sqlalchemy import select

from app.db import session, transaction
from app.models.person import Person
from app.models.saved_view import SavedView
from app.operations import saved_views
from app.operations.permissions import actor_of

#: Who keeps it, the group that sees it too ("": nobody), its name, its filters.
VIEWS = (
    ("dan", "desktop-support", "To install, oldest first", "view=group:desktop-support&item=new_software&order=oldest"),
    ("dan", "", "Printers", "view=group:desktop-support&q=printer"),
    ("bela", "procurement", "Software to buy", "view=group:procurement&item=new_software&kind=fulfilment"),
)


def seed() -> None:
    """Once, into a house that has none."""
    with transaction():
        if session().scalar(select(SavedView.id).limit(1)) is not None:
            return
        for login, group, name, query in VIEWS:
            keeper = actor_of(session().scalars(select(Person).where(Person.login == login)).one())
            saved_views.keep(keeper, name, query, "inbox", group)
