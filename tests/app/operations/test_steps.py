"""Steps that people begin: offered to the group that does them, begun once for every time somebody says so."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import now, reading, session, transaction
from app.errors import AlreadyDone, Conflict, Forbidden, NotFound
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations import steps, tasks
from app.queries import task as queries
from tests.app.jobs.conftest import read
from tests.app.operations.beginning_items import House, done, item
from tests.workflows.diagrams import ad_hoc, extensions, node, path, properties, start

HELP = node("userTask", "help", extensions("<zeebe:userTask/>", properties(group="crew")), name="Help out")
LOOK = node("userTask", "look", extensions("<zeebe:userTask/>", properties(group="crew")), name="Look around")


def drawn(**given: str) -> bytes:
    box = ad_hoc("box", HELP, LOOK, name="What is needed", **given)
    return item("fix", start(), box, done(), path("start", "box", "end"))


@pytest.fixture
def house(empty_house: Flask) -> House:
    made = House(empty_house)
    with transaction():
        session().add(crew := Group(key="crew", name="Crew", active=True))
        session().flush()
        ilse = session().scalars(select(Person).where(Person.login == "ilse")).one()
        session().add(Membership(group_id=crew.id, person_id=ilse.id))
    made.publish("fix", drawn())
    return made


def open_tasks(request: int) -> list[Task]:
    return read(select(Task).where(Task.request_id == request, Task.state == "open").order_by(Task.id))


def begin(house: House, login: str, task_id: int, step: str | None) -> None:
    with transaction():
        steps.begin(house.actor(login), task_id, step)  # type: ignore[arg-type]


def page(house: House, login: str, task_id: int) -> queries.TaskPage:
    with reading():
        return queries.one(house.actor(login), task_id)  # type: ignore[arg-type]


def test_the_group_of_the_steps_is_offered_what_may_be_begun(house: House) -> None:
    request = house.order("fix")
    [box] = open_tasks(request)
    found = page(house, "ilse", box.id)
    assert (found.line.name, found.line.group, found.may_act) == ("What is needed", "crew", True)
    assert [(step.element, step.name) for step in found.steps or ()] == [("help", "Help out"), ("look", "Look around")]
    assert found.may_finish
    with reading():
        number = session().get_one(Request, request).number
        assert [one.line.id for one in queries.to_begin(house.actor("ilse"), number)] == [box.id]  # type: ignore[arg-type]
        assert queries.to_begin(house.actor("otto"), number) == []  # type: ignore[arg-type]


def test_a_step_is_begun_as_often_as_somebody_says_so_and_the_process_goes_on_when_all_is_said(house: House) -> None:
    request = house.order("fix")
    [box] = open_tasks(request)
    begin(house, "ilse", box.id, "help")
    begin(house, "ilse", box.id, "help")
    assert [task.element for task in open_tasks(request)] == ["box", "help", "help"]
    begin(house, "ilse", box.id, None)
    helps = open_tasks(request)
    assert [task.element for task in helps] == ["help", "help"]
    for task in helps:
        with transaction():
            tasks.complete(house.actor("ilse"), task.id, {})  # type: ignore[arg-type]
    [row] = read(select(Request).where(Request.id == request))
    assert (row.state, row.outcome) == ("ended", "fulfilled")
    assert [task.state for task in read(select(Task).where(Task.id == box.id))] == ["completed"]


def test_nobody_else_begins_anything(house: House) -> None:
    [box] = open_tasks(house.order("fix"))
    for login, error in (("otto", NotFound), ("robo", NotFound)):
        with pytest.raises(error):
            begin(house, login, box.id, "help")
    with transaction():
        tasks.claim(house.actor("ilse"), box.id)  # type: ignore[arg-type]
        session().add(mona := Person(login="mona", name="Mona", email="", created_at=now(), roles=[]))
        session().flush()
        crew = session().scalars(select(Group).where(Group.key == "crew")).one()
        session().add(Membership(group_id=crew.id, person_id=mona.id))
    with pytest.raises(Forbidden):
        begin(house, "mona", box.id, "help")


def test_only_what_is_offered_and_only_while_it_is(house: House) -> None:
    [box] = open_tasks(house.order("fix"))
    for step in ("box", "nothing", "end", ""):
        with pytest.raises(Conflict):
            begin(house, "ilse", box.id, step or "no")
    with pytest.raises(Conflict), transaction():
        tasks.complete(house.actor("ilse"), box.id, {})  # type: ignore[arg-type]
    begin(house, "ilse", box.id, None)
    with pytest.raises(AlreadyDone):
        begin(house, "ilse", box.id, "help")


def test_one_after_another_and_until_a_condition_holds(house: House) -> None:
    house.publish("fix", drawn(ordering="Sequential", until="enough = true"))
    request = house.order("fix")
    [box] = open_tasks(request)
    assert not page(house, "ilse", box.id).may_finish
    begin(house, "ilse", box.id, "look")
    assert page(house, "ilse", box.id).steps == ()
    with pytest.raises(Conflict):
        begin(house, "ilse", box.id, "help")
    with pytest.raises(Conflict):
        begin(house, "ilse", box.id, None)
