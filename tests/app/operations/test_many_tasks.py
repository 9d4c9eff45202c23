"""A step that opens many tasks writes them with as many statements as few, and each task's rows tell of that task."""

from flask import Flask
from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.candidate import Candidate
from app.models.decision_link import DecisionLink
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.person import Person
from app.models.task import Task
from app.operations import importing
from tests.app.operations.beginning_items import done, item
from tests.app.test_reading import counted
from tests.fixtures.cast import Cast
from tests.workflows.diagrams import loop, path, start, user
from workflows.values import loads

WHO = {
    "group": {"group": "infrastructure"},
    "named": {"ext": '<zeebe:assignmentDefinition assignee="dan"/>'},
    "several": {"ext": '<zeebe:assignmentDefinition candidateUsers="dan,grace"/>'},
    "approval": {"approver": "manager"},
}


def publish(key: str, count: int, **said: str) -> None:
    """An item that opens so many tasks at once."""
    each = loop(f"for n in 1..{count} return n", "n")
    file = item(key, start(), user("work", each, **said), done(), path("start", "work", "end"))
    with transaction():
        made = importing.import_files({f"{key}.bpmn": file})
        assert made.state == "published", made.problems


def tasks_of(number: str) -> list[Task]:
    with reading():
        query = select(Task).where(Task.request_id == int(number[4:])).order_by(Task.id)
        return list(session().scalars(query))


def statements(cast: Cast, key: str) -> int:
    """What an order costs, once the process has seen the item."""
    cast.marta.orders(key, {})
    with counted() as said:
        cast.marta.orders(key, {})
    return len(said)


def test_as_many_statements_as_few(cast: Cast) -> None:
    for way, said in WHO.items():
        publish(f"few_{way}", 2, **said)
        publish(f"many_{way}", 60, **said)
        assert statements(cast, f"many_{way}") <= statements(cast, f"few_{way}"), way


def test_each_row_is_of_its_task(cast: Cast, house: Flask) -> None:
    publish("several", 12, **WHO["several"])
    number = cast.marta.orders("several", {})
    opened = tasks_of(number)
    ids = [task.id for task in opened]
    places = [int(task.engine_id) for task in opened]
    assert (len(ids), places) == (12, sorted(places))
    with reading():
        people = select(Person.id).where(Person.login.in_(["dan", "grace"]))
        dan, grace = session().scalars(people.order_by(Person.login)).all()
        named = session().execute(select(Candidate.task_id, Candidate.person_id).where(Candidate.task_id.in_(ids)))
        assert {tuple(row) for row in named} == {(task, person) for task in ids for person in (dan, grace)}
        told = session().scalars(select(Journal).where(Journal.kind == "task.opened").order_by(Journal.seq))
        assert [loads(row.data)["task"] for row in told if row.request_id == opened[0].request_id] == ids
        letters = session().execute(select(Outbox.key, Outbox.payload).where(Outbox.person_id == dan))
        links = {key: loads(payload)["facts"]["link"].rpartition("/")[2] for key, payload in letters}
        assert [links[f"{number}:task:{task}:{dan}"] for task in ids] == [str(task) for task in ids]


def test_each_approval_has_its_own_link(cast: Cast, house: Flask) -> None:
    publish("approval", 4, **WHO["approval"])
    ids = [task.id for task in tasks_of(cast.marta.orders("approval", {}))]
    with reading():
        links = session().scalars(select(DecisionLink.task_id).where(DecisionLink.task_id.in_(ids)))
        assert sorted(links) == ids


def test_work_by_turns_is_counted_task_by_task(cast: Cast) -> None:
    publish("turns", 6, group="infrastructure", assign="round_robin")
    with reading():
        held = [session().get_one(Task, task.id).assignee for task in tasks_of(cast.marta.orders("turns", {}))]
        assert [one.login for one in held[:3] if one] == [one.login for one in held[3:] if one]
        assert {one.login for one in held if one} == {"dan", "grace", "piotr"}


def test_somebody_away_is_stood_in_for_in_each(cast: Cast) -> None:
    publish("away", 3, **WHO["named"])
    cast.dan.is_away("grace", 3)
    with reading():
        held = [session().get_one(Task, task.id).assignee for task in tasks_of(cast.marta.orders("away", {}))]
        assert [one.login for one in held if one] == ["grace"] * 3
