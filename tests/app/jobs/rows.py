"""What lies in the outbox, and a mail to lay there."""

from sqlalchemy import select

from app.db import session, transaction
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import outbox
from tests.app.jobs.conftest import read


def rows() -> list[Outbox]:
    return read(select(Outbox).where(Outbox.kind != "mail").order_by(Outbox.id))


def mail(key: str = "k") -> Outbox:
    return read(select(Outbox).where(Outbox.key == key))[0]


def write_mail(key: str = "k") -> None:
    with transaction():
        person = session().scalars(select(Person)).one()
        outbox.mail(person, "hello", "Good news", "It is here.", key=key)
