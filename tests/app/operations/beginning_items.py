"""Small items that something else than an order begins, and a house to begin them in."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from app.db import now, session, transaction
from app.jobs import shift, work
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import importing, ordering, tasks
from app.operations.permissions import actor_of
from tests.app.jobs.conftest import read
from tests.workflows.diagrams import HEAD, end, extensions, node, properties

PEOPLE = ("ilse", "otto", "robo")


def item(key: str, *inside: str, around: str = "", **given: str) -> bytes:
    """The file of an item with these parts; `given` are its properties."""
    told = extensions(properties(title=key, audience="all", **given))
    return f"{HEAD}{around}{node('process', key, told, *inside, isExecutable='true', name=key)}</definitions>".encode()


def done(key: str = "end") -> str:
    return end(key, outcome="fulfilled")


def asked(key: str) -> str:
    """A task that ilse does."""
    who = extensions('<zeebe:userTask/><zeebe:assignmentDefinition assignee="ilse"/>')
    return node("userTask", key, who, name=key)


@dataclass
class House:
    """People, items, and a worker in this process."""

    app: Flask

    def __post_init__(self) -> None:
        with transaction():
            for login in PEOPLE:
                roles = ["integration"] if login == "robo" else []
                session().add(Person(login=login, name=login.title(), email="", created_at=now(), roles=roles))
        shift.begin(shift.Shift("test:1", {}, None))

    def publish(self, key: str, file: bytes) -> None:
        with transaction():
            made = importing.import_files({f"{key}.bpmn": file})
            assert made.state == "published", made.problems

    def actor(self, login: str) -> object:
        return actor_of(session().scalars(select(Person).where(Person.login == login)).one())

    def order(self, key: str, login: str = "otto") -> int:
        with transaction():
            return ordering.submit(self.actor(login), key, {}).id  # type: ignore[arg-type]

    def requesters(self, key: str) -> list[str]:
        """The logins of those who asked, oldest request first."""
        query = select(Person.login).join(Request, Request.requester_id == Person.id).where(Request.item == key)
        return read(query.order_by(Request.id))

    def complete(self, request: int) -> None:
        """ilse does the open task of a request."""
        with transaction():
            task = session().scalars(select(Task).where(Task.request_id == request, Task.state == "open")).one()
            tasks.complete(self.actor("ilse"), task.id, {})  # type: ignore[arg-type]

    def work(self) -> None:
        work.drain()

    def requests(self, key: str) -> list[Request]:
        return read(select(Request).where(Request.item == key).order_by(Request.id))
