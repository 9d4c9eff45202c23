"""Accounts that came with the demo, in a house that is none any more: their password is printed in our pages.

One hash is tried for many people, since the demo gave all of them the same; and each administrator's own.
"""

from sqlalchemy import func, select

from app.config import Config
from app.db import session
from app.doctor.finding import Finding, Findings
from app.models.person import Person
from app.models.setting import Setting
from app.operations import passwords

AREA = "content"
SHOWN = 8


def look(config: Config) -> Findings:
    """What the doctor finds of this area. To be called inside `reading()`."""
    if config.is_demo or session().get(Setting, "demo") is None:
        return
    known = [stored for stored in _likely() if passwords.matches(stored, passwords.DEMO)]
    logins = select(Person.login).where(Person.active, Person.password_hash.in_(known)).order_by(Person.login)
    found = session().scalars(logins).all() if known else []
    if found:
        some = ", ".join(found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
        said = f"{len(found)} people have the demo's password, which opens nothing once others can reach this: {some}."
        advice = "`laneway person password LOGIN` for who works here, `laneway person deactivate LOGIN` for the others."
        yield Finding("mind", AREA, said, advice)


def _likely() -> set[str]:
    of = Person.password_hash
    shared = session().scalars(select(of).where(Person.active, of != "").group_by(of).having(func.count() > 1)).all()
    people = session().execute(select(of, Person.roles).where(Person.active, of != "")).all()
    return {*shared, *(stored for stored, roles in people if "administrator" in roles)}
