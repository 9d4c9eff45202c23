"""A house with one person and two small items (a call, a timer), its worker in this process, and a Redis to kill."""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask
from redis import Redis
from redis.exceptions import ConnectionError as RedisIsAway
from sqlalchemy import Select, select

from app.db import now, reading, session, transaction
from app.jobs import shift, work
from app.models.call import Call
from app.models.incident import Incident
from app.models.person import Person
from app.models.request import Request
from app.models.timer import Timer
from app.operations import importing, ordering
from app.operations.permissions import actor_of
from launcher import embedded_redis
from launcher.child import spawn, stop
from launcher.waiting import until
from tests.fixtures.cast import Recorder

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://laneway/tests">
 <bpmn:error id="refused" errorCode="no_budget"/>
 <bpmn:process id="{key}" name="{key}" isExecutable="true">
  <bpmn:extensionElements><zeebe:properties><zeebe:property name="title" value="{key}"/>
   <zeebe:property name="audience" value="all"/></zeebe:properties></bpmn:extensionElements>
  <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="step"/>
  {step}
  <bpmn:sequenceFlow id="f2" sourceRef="step" targetRef="done"/>
  <bpmn:endEvent id="done"><bpmn:extensionElements><zeebe:properties><zeebe:property name="outcome" value="fulfilled"/>
   </zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
 </bpmn:process>
</bpmn:definitions>"""
CALL = """<bpmn:serviceTask id="step" name="Tell the other side"><bpmn:extensionElements>
   <zeebe:taskDefinition type="http"/>
   <zeebe:ioMapping><zeebe:input source="=&quot;URL&quot;" target="url"/></zeebe:ioMapping></bpmn:extensionElements>
  </bpmn:serviceTask>
  <bpmn:boundaryEvent id="caught" attachedToRef="step"><bpmn:errorEventDefinition errorRef="refused"/>
  </bpmn:boundaryEvent>
  <bpmn:sequenceFlow id="f3" sourceRef="caught" targetRef="no"/>
  <bpmn:endEvent id="no"><bpmn:extensionElements><zeebe:properties><zeebe:property name="outcome" value="rejected"/>
   </zeebe:properties></bpmn:extensionElements></bpmn:endEvent>"""
TIMER = """<bpmn:intermediateCatchEvent id="step" name="A while"><bpmn:timerEventDefinition>
   <bpmn:timeDuration>PT10M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"""


@dataclass
class Office:
    """The house as the tests see it."""

    app: Flask
    http: Recorder
    shift: shift.Shift

    def orders(self, item: str) -> int:
        """The id of a new request."""
        with transaction():
            person = session().scalars(select(Person).where(Person.login == "ilse")).one()
            return ordering.submit(actor_of(person), item, {}).id

    def works(self) -> None:
        work.drain()

    def request(self, request_id: int) -> Request:
        return read(select(Request).where(Request.id == request_id))[0]

    def calls(self) -> list[Call]:
        return read(select(Call).order_by(Call.id))

    def timers(self) -> list[Timer]:
        return read(select(Timer).order_by(Timer.id))

    def incidents(self) -> list[Incident]:
        return read(select(Incident).order_by(Incident.id))


Row = TypeVar("Row")


def read(query: Select[Row]) -> list[Row]:
    """The rows as they are now, and free of the session: looking at them later begins no transaction."""
    with reading():
        session().expunge_all()
        rows = list(session().scalars(query))
        session().expunge_all()
    return rows


def furnish(url: str = "http://example.org/") -> None:
    """One person and the two items, inside an application context; `url` is where the call goes."""
    with transaction():
        session().add(Person(login="ilse", name="Ilse Brandt", email="ilse@example.org", created_at=now(), roles=[]))
    for key, step in (("errand", CALL.replace("URL", url)), ("pause", TIMER)):
        with transaction():
            made = importing.import_files({f"{key}.bpmn": HEAD.format(key=key, step=step).encode()})
            assert made.state == "published", made.problems


@pytest.fixture
def office(empty_house: Flask) -> Office:
    """On each database."""
    furnish()
    http = Recorder()
    return Office(empty_house, http, shift.begin(shift.Shift("test:1", {"http": http}, None)))


@dataclass
class Server:
    """A Redis of one's own, to be killed and started again."""

    folder: Path
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return embedded_redis.url(self.folder)

    def start(self) -> None:
        self.process = spawn(embedded_redis.command(self.folder), stdout=subprocess.DEVNULL)
        until(lambda: embedded_redis.answers(self.folder), "Redis answers")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def workers(self) -> int:
        """How many RQ workers are registered."""
        try:
            with Redis.from_url(self.url) as redis:
                return int(redis.scard("rq:workers"))
        except RedisIsAway:
            return 0


@pytest.fixture
def redis() -> Iterator[Server]:
    """Started."""
    with tempfile.TemporaryDirectory(prefix="laneway-redis-") as folder:
        server = Server(Path(folder))
        server.start()
        yield server
        assert server.process is not None
        stop(server.process, patience=5)
