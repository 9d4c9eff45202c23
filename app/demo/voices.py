"""The people of the demo as they act in its story: each deed is one transaction, as a page would make it.

Nothing here invents rows: whoever may not do something cannot do it in the story either.
"""

import re
from typing import Any

from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.outbox import Outbox
from app.models.person import Person
from app.models.task import Task
from app.operations import ordering, requests, tasks
from app.operations.mail_secrets import revealed
from app.operations.ordering import Looked
from app.operations.permissions import Actor, actor_of, offered_tasks
from workflows.values import loads

CODE = re.compile(r"^(\d{6})$", re.MULTILINE)


class Voice:
    """One person, by login."""

    def __init__(self, login: str) -> None:
        self.login = login

    def orders(self, item: str, requested_for: str | None = None, /, **answers: Any) -> str:
        """The number of the new request."""
        with transaction():
            return ordering.submit(self.actor(), item, answers, requested_for).number

    def asks(self, item: str, subject: str, read: str = "", *, solved: bool = False) -> str:
        """Ask a question after having read an article, which may have been the answer; the number of the request."""
        looked = Looked((read,) if read else (), read if solved else "")
        with transaction():
            return ordering.submit(self.actor(), item, {"subject": subject}, None, looked).number

    def does(self, number: str, name: str = "", /, **answers: Any) -> None:
        """Complete the first open task of the request that this person may do (of that name). Raises LookupError."""
        task = self.waits(number, name)
        with transaction():
            tasks.complete(self.actor(), task, answers)

    def claims(self, number: str) -> int:
        """Take the first open task of the request; its id."""
        task = self.waits(number)
        with transaction():
            tasks.claim(self.actor(), task)
        return task

    def waits(self, number: str, name: str = "") -> int:
        """The id of the first open task of the request that this person may do. Raises LookupError."""
        with reading():
            where = [Task.request_id == int(number[4:]), Task.state == "open", offered_tasks(self.actor())]
            if name:
                where.append(Task.name == name)
            found = session().scalar(select(Task.id).where(*where).order_by(Task.id))
        if found is None:
            raise LookupError(f"{self.login} has nothing to do in {number} ({name or 'any step'}).")
        return found

    def says(self, number: str, text: str, *, internal: bool = False) -> None:
        """Comment on the request."""
        with transaction():
            requests.comment(self.actor(), number, text, internal=internal)

    def withdraws(self, number: str, reason: str) -> None:
        """Take the request back."""
        with transaction():
            requests.withdraw(self.actor(), number, reason)

    def rates(self, number: str, stars: int, text: str = "") -> None:
        """Say how it was, 1 to 5."""
        with transaction():
            requests.rate(self.actor(), number, stars=stars, text=text)

    def code(self) -> str:
        """The one-time code of the newest mail to this person. Raises LookupError."""
        with reading():
            query = select(Outbox).join(Person, Person.id == Outbox.person_id).where(Person.login == self.login)
            for row in session().scalars(query.order_by(Outbox.id.desc())):
                letter = revealed(loads(row.payload))
                if letter.get("kind") == "code" and (found := CODE.search(letter["text"])):
                    return found.group(1)
        raise LookupError(f"No code was sent to {self.login}.")

    def actor(self) -> Actor:
        return actor_of(session().scalars(select(Person).where(Person.login == self.login)).one())
