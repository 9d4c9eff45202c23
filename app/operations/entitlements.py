"""What people may use: granted and taken away by requests, in the house's own journal (chain 0).

Every verb may be repeated: the second time it finds the work done.
"""

from sqlalchemy import select

from app.db import now, session
from app.models.entitlement import Entitlement
from app.models.person import Person
from app.operations import journal


def grant(person: Person, name: str, key: str) -> Entitlement:
    """Give it; the one they have already, where they have it."""
    found = _found(person, name)
    if found is None:
        found = Entitlement(person_id=person.id, name=name, key=key, granted_at=now())
        session().add(found)
        text = f"{person.login} may use {name}."
        journal.write(0, "laneway", "entitlement.granted", text, login=person.login, entitlement=name, key=key)
    return found


def revoke(person: Person, name: str, key: str) -> bool:
    """Take it away; False when they did not have it."""
    found = _found(person, name)
    if found is None:
        return False
    session().delete(found)
    text = f"{person.login} may no longer use {name}."
    journal.write(0, "laneway", "entitlement.revoked", text, login=person.login, entitlement=name, key=key)
    return True


def of(person: Person) -> list[str]:
    """Their names, sorted."""
    query = select(Entitlement.name).where(Entitlement.person_id == person.id)
    return list(session().scalars(query.order_by(Entitlement.name)))


def _found(person: Person, name: str) -> Entitlement | None:
    return session().scalar(select(Entitlement).where(Entitlement.person_id == person.id, Entitlement.name == name))
