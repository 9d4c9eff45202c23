"""What the quick flush writes is what the unit of work would have written, and what it cannot it leaves to that."""

import pytest
from flask import Flask
from sqlalchemy import delete, inspect, select
from sqlalchemy.orm.exc import StaleDataError

from app.beside import keeps
from app.db import ask, dialect, now, reading, session, table, transaction
from app.models.person import Person
from app.models.request import Request
from app.models.task import Task
from app.operations.journal import begin
from app.row_ids import draw_soon, drawn, several
from tests.app.operations.beginning_items import House, asked, done, item
from tests.app.test_reading import counted
from tests.workflows.diagrams import path, start

PLAIN = item("plain", start(), asked("t"), done(), path("start", "t", "end"))


@pytest.fixture
def order(empty_house: Flask) -> Request:
    house = House(empty_house)
    house.publish("plain", PLAIN)
    house.order("plain")
    return house.requests("plain")[0]


def again(order: Request) -> Request:
    """A second row like the first, not yet written."""
    return Request(
        item=order.item,
        version_id=order.version_id,
        title="Second",
        rating=None,
        requester_id=order.requester_id,
        requested_for_id=order.requested_for_id,
        created_at=now(),
    )


def test_a_new_row_has_its_defaults_and_its_id(order: Request) -> None:
    with transaction():
        made = again(order)
        session().add(made)
        session().flush()
        assert (made.id, made.state, made.rating, made.outcome) == (order.id + 1, "running", "", None)
        assert made.requester.id == order.requester_id
        begin(made.id)
    with reading():
        kept = session().get_one(Request, order.id + 1)
        assert (kept.title, kept.watchers, kept.answers) == ("Second", 0, "{}")


def test_a_row_has_the_id_that_was_drawn_for_it(order: Request) -> None:
    with transaction():
        draw_soon({Request: 1})
        assert session().scalars(select(Request.id)).all() == [order.id]
        number = drawn(Request)
        made = again(order)
        made.id = number
        session().add_all([made, again(order)])
        session().flush()
        assert (made.id, made.state, made.rating) == (order.id + 1, "running", "")
        begin(made.id)
    with reading():
        assert session().get_one(Request, order.id + 1).title == "Second"
        assert session().scalars(select(Request.id).order_by(Request.id)).all()[:2] == [order.id, order.id + 1]


def test_several_new_rows_are_one_statement_and_each_has_its_own_id(order: Request) -> None:
    with transaction():
        made = [again(order) for _ in range(5)]
        for at, row in enumerate(made):
            row.title = f"Number {at}"
        session().add_all(made)
        with counted() as said:
            session().flush()
        for row in made:
            begin(row.id)
    assert sum(text.startswith("INSERT INTO request") for text in said) == 1
    with reading():
        kept = [session().get_one(Request, order.id + at).title for at in range(1, 6)]
    assert kept == [f"Number {at}" for at in range(5)]


def test_only_what_changed_is_written_and_once(order: Request) -> None:
    with transaction(), counted() as said:
        row = session().get_one(Request, order.id)
        row.title, row.state = "New", row.state
        session().flush()
        session().flush()
        assert not inspect(row).modified
    assert [one.split("SET ")[1].split(" WHERE")[0].split("=")[0] for one in said if one.startswith("UPDATE")] == [
        "title"
    ]


def test_a_row_that_was_forgotten_is_changed_all_the_same(order: Request) -> None:
    with transaction():
        row = session().get_one(Request, order.id)
        session().expire(row)
        row.title = "Unread"
        session().flush()
    with reading():
        assert session().get_one(Request, order.id).title == "Unread"


def test_a_key_that_only_a_relationship_brings_is_written(order: Request) -> None:
    with transaction():
        task = session().scalars(select(Task).where(Task.request_id == order.id)).one()
        task.completed_by = session().get_one(Person, order.requester_id)
    with reading():
        task = session().scalars(select(Task).where(Task.request_id == order.id)).one()
        assert task.completed_by_id == order.requester_id


def test_a_row_that_is_gone_is_told_and_nothing_is_kept(order: Request) -> None:
    for _ in range(3):
        with pytest.raises(StaleDataError, match="of task is gone"):
            changed_and_gone(order)
    with reading():
        assert session().scalars(select(Task.name)).one() != "Nobody's"


def changed_and_gone(order: Request) -> None:
    with transaction():
        task = session().scalars(select(Task).where(Task.request_id == order.id)).one()
        ask(delete(table(Task)))
        task.name = "Nobody's"


def test_what_the_database_works_out_is_written(order: Request) -> None:
    with transaction():
        row = session().get_one(Request, order.id)
        row.watchers = Request.watchers + 2
        session().flush()
        assert row.watchers == order.watchers + 2


def test_what_a_savepoint_takes_back_is_not_there(order: Request) -> None:
    with transaction():
        row = session().get_one(Request, order.id)
        inside = session().begin_nested()
        row.title = "Inside"
        made = again(order)
        session().add(made)
        session().flush()
        inside.rollback()
        assert row.title == order.title
        assert made not in session()
        row.title = "Outside"
    with reading():
        assert session().scalars(select(Request.title).order_by(Request.id)).all() == ["Outside"]


def test_ids_are_drawn_in_order_whoever_foresaw_them(order: Request) -> None:
    """SQLite, which gives the next of what is written, has none to foresee."""
    with transaction():
        draw_soon({Request: 2, Task: 1})
        draw_soon({Request: 3})
        found = [drawn(Request)]
        if dialect() != "sqlite":
            found += [*several(Request, 2), *several(Request, 1), *several(Request, 30)]
    assert order.id < found[0]
    assert found == sorted(set(found))


def test_what_is_kept_beside_the_rows_is_empty_whenever_its_module_is_loaded(order: Request) -> None:
    for _each_time in range(2):
        with transaction() as current:
            keeps("of a module loaded just now", list)
            current.info["of a module loaded just now"].append(order.id)
            assert current.info["of a module loaded just now"] == [order.id]
