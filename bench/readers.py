"""People who look at pages in this process: signed in, timed, their statements counted."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter, process_time

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from app.db import db, session, transaction
from app.models.person import Person
from app.operations import sessions

FLOOR = "/healthz"
#: Says what is missing in a house without workers, which is an answer.
MAY_REFUSE = "/readyz"


@dataclass
class Seen:
    """What one address cost one person: statements, and milliseconds of each time."""

    who: str
    path: str
    queries: int
    answer: TestResponse
    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """Milliseconds that 95 of a hundred stay under."""
        return quantiles(self.times, n=20, method="inclusive")[18] if len(self.times) > 1 else self.times[0]

    @property
    def cpu_p50(self) -> float:
        """Milliseconds of processor, the middle one: not what others on the machine took."""
        return median(self.cpu)


class Readers:
    """Clients by login; "" is nobody. `floors`: milliseconds of /healthz, which takes turns with every visit."""

    def __init__(self, app: Flask) -> None:
        self.app, self.clients = app, {"": app.test_client()}
        self.floors: list[float] = []
        self.counts: Counter[str] = Counter()
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", lambda _c, _cu, text, *_: self._note(text))

    def visit(self, who: str, path: str, rounds: int) -> Seen:
        """Look `rounds` times. Raises RuntimeError when the page is refused."""
        seen = self.first(who, path)
        for _ in range(rounds):
            self.look(seen)
        return seen

    def first(self, who: str, path: str) -> Seen:
        """The first visit, which counts statements and is not timed. Raises RuntimeError when the page is refused."""
        client = self._client(who)
        client.get(path)  # what the process keeps is kept now
        self.counts.clear()
        answer = client.get(path)
        if answer.status_code >= 400 and path != MAY_REFUSE:
            raise RuntimeError(f"{who or 'nobody'} asked for {path}: {answer.status_code}")
        return Seen(who, path, self.counts["statements"], answer)

    def look(self, seen: Seen) -> None:
        """Once more, timed, after a look at the floor."""
        self.floors.append(_timed(self.clients[""], FLOOR)[0])
        spent, cpu = _timed(self._client(seen.who), seen.path)
        seen.times.append(spent)
        seen.cpu.append(cpu)

    def _client(self, login: str) -> FlaskClient:
        if login not in self.clients:
            with self.app.app_context(), transaction():
                person = session().scalars(select(Person).where(Person.login == login)).one()
                secret = sessions.begin(person)
            self.clients[login] = self.app.test_client()
            self.clients[login].set_cookie("laneway", secret)
        return self.clients[login]

    def _note(self, text: str) -> None:
        if not text.startswith("BEGIN"):
            self.counts.update(["statements"])


def _timed(client: FlaskClient, path: str) -> tuple[float, float]:
    began, worked = perf_counter(), process_time()
    client.get(path).get_data()
    return (perf_counter() - began) * 1000, (process_time() - worked) * 1000
