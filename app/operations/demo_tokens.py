"""A token for everybody, for trying out the API on a demo database. Refused anywhere else."""

from sqlalchemy import select

from app.db import session
from app.errors import Forbidden
from app.language import gettext as _
from app.models.person import Person
from app.models.setting import Setting
from app.operations import tokens


def make_all(name: str) -> dict[str, str]:
    """Fresh tokens of every active person, by login. Raises Forbidden unless the demo moved into this database."""
    if session().get(Setting, "demo") is None:
        raise Forbidden(_("Only a demo database gives out everybody's tokens."))
    everybody = session().scalars(select(Person).where(Person.active).order_by(Person.login))
    return {person.login: tokens.another(person, name) for person in everybody.all()}
