"""What nobody waits for is done before whatever is said next, or before the commit, or else not at all."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import bindparam, delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from app.db import ahead, ask, later, reading, session, table, transaction, upsert
from app.errors import Busy
from app.models.setting import Setting
from tests.app.test_reading import counted

OF = table(Setting).c
NEW = insert(table(Setting))
VALUE = select(OF.value).where(OF.key == bindparam("key"))
CHANGED = update(table(Setting)).where(OF.key == bindparam("which")).values(value=bindparam("to"))
OBJECT = select(Setting).where(Setting.key == bindparam("key"))
ON_POSTGRESQL = pytest.mark.parametrize("empty_config", ["postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def known(empty_house: Flask) -> None:
    """From the second time on a statement goes straight."""
    for key in "abc":
        with transaction():
            ask(NEW, {"key": key, "value": key})
            ask(CHANGED, {"which": key, "to": key + key})
            assert ask(VALUE, {"key": key}).one() == (key + key,)


def value(key: str) -> Any:
    with reading():
        return session().scalar(select(Setting.value).where(Setting.key == key))


def test_the_next_question_sees_it_whichever_way_it_is_asked() -> None:
    with transaction():
        later(CHANGED, {"which": "a", "to": "1"})
        assert ask(VALUE, {"key": "a"}).one() == ("1",)
        later(CHANGED, {"which": "a", "to": "2"})
        assert session().scalars(OBJECT, {"key": "a"}).one().value == "2"
        later(CHANGED, {"which": "a", "to": "3"})
        assert session().scalar(text("select value from setting where key = 'a'")) == "3"
        later(CHANGED, {"which": "a", "to": "4"})
        later(NEW, [{"key": "d", "value": "5"}, {"key": "e", "value": "6"}])
        session().execute(insert(Setting), [{"key": "f", "value": "7"}, {"key": "g", "value": "8"}])
        assert ask(VALUE, {"key": "d"}).one() == ("5",)
    assert [value(key) for key in "adeg"] == ["4", "5", "6", "8"]


def test_the_values_are_those_of_that_moment_and_the_answer_comes() -> None:
    heard: list[int] = []
    with transaction():
        said = {"which": "a", "to": "1"}
        later(CHANGED, said, lambda found: heard.append(found.rowcount))
        said["to"] = "2"
        later(CHANGED, {"which": "nobody", "to": "1"}, lambda found: heard.append(found.rowcount))
    assert (value("a"), heard) == ("1", [1, 0])


@pytest.mark.parametrize("next_one", ["commit", "ask", "object", "text"])
def test_what_is_refused_is_told_with_the_next_and_nothing_is_kept(next_one: str) -> None:
    for _ in range(2):
        with pytest.raises(IntegrityError) as told:
            refused(next_one)
        assert told.value.statement is not None
        assert told.value.statement.startswith("INSERT INTO setting")
    assert value("b") == "bb"
    assert value("z") is None


def refused(next_one: str) -> None:
    with transaction():
        later(CHANGED, {"which": "b", "to": "1"})
        later(NEW, {"key": "a", "value": "1"})
        later(NEW, {"key": "z", "value": "1"})
        asked(next_one)


def test_a_mistake_of_the_next_is_its_own() -> None:
    with pytest.raises(IntegrityError, match="INSERT INTO setting") as told:
        twice_the_same()
    assert "UPDATE" not in str(told.value)
    assert value("b") == "bb"


def twice_the_same() -> None:
    with transaction():
        later(CHANGED, {"which": "b", "to": "1"})
        session().execute(insert(Setting), {"key": "a", "value": "1"})


def test_what_waits_in_a_savepoint_goes_back_with_it() -> None:
    with transaction():
        later(CHANGED, {"which": "a", "to": "1"})
        inside = session().begin_nested()
        later(CHANGED, {"which": "b", "to": "1"})
        inside.rollback()
        with session().begin_nested():
            later(CHANGED, {"which": "c", "to": "1"})
    assert [value(key) for key in "abc"] == ["1", "bb", "1"]


def test_what_waits_when_a_transaction_fails_is_never_said() -> None:
    for _ in range(2):
        with pytest.raises(LookupError):
            fails()
    with transaction():
        assert ask(VALUE, {"key": "a"}).one() == ("aa",)
    assert value("a") == "aa"


def fails() -> None:
    with transaction():
        later(CHANGED, {"which": "a", "to": "1"})
        raise LookupError


def test_what_is_asked_ahead_goes_behind_the_next_question_and_answers_once() -> None:
    with transaction(), counted() as said:
        ahead(VALUE, {"key": "b"})
        ahead(VALUE, {"key": "nobody"})
        later(CHANGED, {"which": "b", "to": "1"})
        assert ask(VALUE, {"key": "a"}).one() == ("aa",)
        assert ask(VALUE, {"key": "b"}).one() == ("1",)
        later(CHANGED, {"which": "b", "to": "2"})
        assert ask(VALUE, {"key": "b"}).one() == ("2",)
        ahead(VALUE, {"key": "c"})
        assert ask(VALUE, {"key": "c"}).one() == ("cc",)
        ahead(VALUE, {"key": "a"})
    assert len([one for one in said if one.startswith("UPDATE")]) == 2
    with transaction():
        later(CHANGED, {"which": "a", "to": "3"})
        assert ask(VALUE, {"key": "a"}).one() == ("3",)


def asked(how: str) -> None:
    if how == "ask":
        ask(VALUE, {"key": "b"})
    elif how == "object":
        session().scalars(OBJECT, {"key": "b"}).one()
    elif how == "text":
        session().execute(text("select 1"))


@ON_POSTGRESQL
def test_a_server_that_ends_the_connection_makes_busy_and_the_next_goes_well() -> None:
    with pytest.raises(Busy):
        hung_up()
    assert value("a") == "aa"
    with transaction():
        later(CHANGED, {"which": "a", "to": "2"})
    assert value("a") == "2"


def hung_up() -> None:
    with transaction():
        later(CHANGED, {"which": "a", "to": "1"})
        session().execute(select(func.pg_terminate_backend(func.pg_backend_pid(), bindparam("wait"))), {"wait": 0})


@ON_POSTGRESQL
def test_a_wait_that_is_broken_off_gives_the_connection_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_line: object) -> Any:
        raise TimeoutError("Too long.")

    with monkeypatch.context() as patch:
        patch.setattr("app.pipeline.send", broken)
        with pytest.raises(Exception, match=r"Too long\."), transaction():
            ask(VALUE, {"key": "a"})
    with transaction():
        later(CHANGED, {"which": "a", "to": "2"})
    assert value("a") == "2"


@ON_POSTGRESQL
def test_what_is_said_often_is_prepared_and_survives_a_refusal() -> None:
    for _ in range(7):
        with pytest.raises(IntegrityError):
            refused("ask")
        with transaction():
            ask(CHANGED, {"which": "a", "to": "2"})
            assert ask(VALUE, {"key": "a"}).one() == ("2",)


@pytest.mark.parametrize("count", [1, 2, 8, 9, 19])
def test_many_rows_are_all_there(count: int) -> None:
    rows = [{"key": f"many{number}", "value": f"$1 {number}"} for number in range(count)]
    for _from_the_second_on_it_goes_straight in range(2):
        with transaction():
            ask(delete(table(Setting)).where(OF.key.startswith("many")))
            later(NEW, rows)
        with reading():
            found = ask(select(OF.key, OF.value).where(OF.key.startswith("many"))).all()
        assert sorted(tuple(row) for row in found) == sorted((row["key"], row["value"]) for row in rows)


def test_of_many_rows_that_are_refused_none_is_there() -> None:
    rows = [{"key": f"many{number % 17}", "value": "x"} for number in range(18)]
    with pytest.raises(IntegrityError), transaction():
        later(NEW, rows)
    assert value("many0") is None


def test_rows_that_are_there_may_be_left_out() -> None:
    with transaction():
        unless = upsert(Setting).on_conflict_do_nothing(index_elements=["key"])
    for _from_the_second_on_it_goes_straight in range(2):
        with transaction():
            later(unless, [{"key": key, "value": "new"} for key in ("a", "b", "none", "none")])
    assert (value("a"), value("none")) == ("aa", "new")
