"""Whichever way a statement goes, it finds, writes and refuses the same."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import CursorResult, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError, MultipleResultsFound, NoResultFound

from app.db import ask, glance, last, now, reading, session, table, transaction
from app.models.journal import Journal
from app.models.person import Person
from app.models.setting import Setting
from app.queries.sessions import COOKIE, TOKEN
from app.straight import Answer
from tests.app.test_reading import counted

BY_KEY = select(Setting.key, Setting.value).where(Setting.key.in_(bindparam("keys", expanding=True))).order_by("key")
NEW = insert(table(Setting))
CHANGED = update(table(Setting)).where(table(Setting).c.key == bindparam("which")).values(value=bindparam("to"))
GONE = delete(table(Setting)).where(table(Setting).c.key == bindparam("which")).returning(table(Setting).c.value)
WHEN = select(Journal.at, Journal.seq).where(Journal.request_id == bindparam("request")).order_by(Journal.seq)


def twice(statement: Any, first: Any, second: Any) -> Answer:
    """The first time it is SQLAlchemy's, the second time ours."""
    assert isinstance(ask(statement, first), CursorResult | Answer)
    found = ask(statement, second)
    assert isinstance(found, Answer)
    return found


def test_rows_are_written_found_changed_and_gone(empty_house: Flask) -> None:
    with transaction():
        assert twice(NEW, {"key": "a", "value": "1"}, {"key": "b", "value": "2"}).rowcount == 1
        ask(NEW, [{"key": "c", "value": "3"}, {"key": "d", "value": "4"}])
        ask(NEW, [{"key": "e", "value": "5"}])
        found = twice(BY_KEY, {"keys": ["a"]}, {"keys": ["a", "b", "e"]})
        assert [(row.key, row.value) for row in found] == [("a", "1"), ("b", "2"), ("e", "5")]
        assert ask(BY_KEY, {"keys": ["c"]}).one() == ("c", "3")
        assert ask(BY_KEY, {"keys": []}).all() == []
        assert twice(CHANGED, {"which": "a", "to": "9"}, {"which": "nobody", "to": "9"}).rowcount == 0
        assert twice(GONE, {"which": "a"}, {"which": "b"}).scalar_one() == "2"


def test_as_many_as_are_expected(empty_house: Flask) -> None:
    with transaction():
        ask(NEW, [{"key": key, "value": "1"} for key in "abcdefghij"])
        assert twice(BY_KEY, {"keys": ["a"]}, {"keys": ["z"]}).one_or_none() is None
        with pytest.raises(NoResultFound):
            ask(BY_KEY, {"keys": ["z"]}).one()
        with pytest.raises(MultipleResultsFound):
            ask(BY_KEY, {"keys": ["a", "b"]}).one()
        assert isinstance(ask(BY_KEY, {"keys": list("abcdefghij")}), CursorResult)  # long lists are SQLAlchemy's


def test_a_moment_comes_back_as_it_went(empty_house: Flask) -> None:
    entry = {"request_id": 0, "actor": "laneway", "kind": "test", "text": "", "data": "{}", "hash": ""}
    moment = datetime(2026, 3, 1, 9, 30, 0, 123456, UTC)
    with transaction():
        rows = insert(table(Journal))
        twice(rows, [{**entry, "seq": 901, "at": now()}], [{**entry, "seq": 902, "at": moment}])
        with pytest.raises(Exception, match="zone"):
            ask(rows, [{**entry, "seq": 903, "at": datetime(2026, 3, 1)}])
        session().rollback()
    with transaction():
        twice(rows, [{**entry, "seq": 901, "at": moment}], [{**entry, "seq": 902, "at": moment}])
        assert [row.at for row in twice(WHEN, {"request": 0}, {"request": 0}) if row.seq > 900] == [moment, moment]
        session().rollback()


def test_what_the_database_refuses_is_said_by_sqlalchemy_and_the_connection_goes_on(empty_house: Flask) -> None:
    for _ in range(2):
        with pytest.raises(IntegrityError), transaction():
            twice(NEW, {"key": "a", "value": "1"}, {"key": "a", "value": "1"})
    with transaction():
        assert twice(BY_KEY, {"keys": ["a"]}, {"keys": ["a"]}).first() is None


def test_whoever_listens_hears_each_statement(empty_house: Flask) -> None:
    with transaction(), counted() as said:
        twice(BY_KEY, {"keys": ["a"]}, {"keys": ["a"]})
    assert len([one for one in said if one.startswith("SELECT")]) == 2


def test_a_default_that_is_a_value_goes_along(empty_house: Flask) -> None:
    keys = insert(table(Setting))
    with transaction():
        assert twice(keys, {"key": "a"}, [{"key": "b"}, {"key": "c"}]).rowcount == 2
        assert [row.value for row in twice(BY_KEY, {"keys": []}, {"keys": ["a", "b", "c"]})] == ["", "", ""]


def test_a_default_that_python_makes_is_made_each_time(empty_house: Flask) -> None:
    people = insert(table(Person))
    with transaction():
        for login in "ab":
            assert isinstance(ask(people, {"login": login, "name": login, "created_at": now()}), CursorResult)
        assert session().scalars(select(Person.roles).where(Person.login.in_(["a", "b"]))).all() == [[], []]


def test_what_the_statement_itself_puts_into_its_text_stays_there(empty_house: Flask) -> None:
    joined = select(func.aggregate_strings(Setting.key, ", ")).where(Setting.key.in_(bindparam("keys", expanding=True)))
    with transaction():
        ask(NEW, [{"key": "a", "value": ""}, {"key": "b", "value": ""}])
        assert sorted(twice(joined, {"keys": ["a"]}, {"keys": ["a", "b"]}).scalar_one().split(", ")) == ["a", "b"]


@pytest.mark.parametrize("statement", [COOKIE, TOKEN])
def test_who_calls_is_asked_straight(empty_house: Flask, statement: Any) -> None:
    with reading():
        assert twice(statement, {"hash": "no such"}, {"hash": "no such"}).first() is None


def test_last_words_are_said_in_their_order_or_not_at_all(empty_house: Flask) -> None:
    with transaction(), counted() as said:
        last(NEW, [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
        last(CHANGED, {"which": "b", "to": "9"})
        last(NEW, [{"key": "c", "value": "3"}])
        assert not [one for one in said if not one.startswith("BEGIN")]
    with reading():
        assert list(twice(BY_KEY, {"keys": []}, {"keys": ["a", "b", "c"]})) == [("a", "1"), ("b", "9"), ("c", "3")]
    for refused in ([{"key": "a", "value": "1"}], [{"key": "z", "value": "1"}, {"key": "z", "value": "1"}]):
        with pytest.raises(IntegrityError):
            ends(refused)
    with transaction():
        assert list(ask(BY_KEY, {"keys": ["b", "d", "z"]})) == [("b", "9")]


def ends(refused: list[dict[str, str]]) -> None:
    with transaction():
        last(NEW, [{"key": "d", "value": "4"}])
        last(NEW, refused)
        last(CHANGED, {"which": "b", "to": "10"})


def test_a_glance_has_a_connection_of_its_own_and_no_transaction(empty_house: Flask) -> None:
    with glance():
        moment = now()
        ask(BY_KEY, {"keys": ["a"]})
        assert now() == moment
        assert not session().in_transaction()
    with transaction():
        ask(NEW, {"key": "a", "value": "1"})
    with glance():
        assert ask(BY_KEY, {"keys": ["a"]}).one() == ("a", "1")


def test_a_glance_sees_what_is_there_and_the_next_write_is_one_transaction(empty_house: Flask) -> None:
    with transaction():
        twice(NEW, {"key": "a", "value": "1"}, {"key": "b", "value": "2"})
        with glance():
            assert ask(BY_KEY, {"keys": ["a"]}).one() == ("a", "1")
        session().rollback()
    with glance():
        assert twice(BY_KEY, {"keys": ["a"]}, {"keys": ["a"]}).first() is None
    with transaction():
        ask(NEW, {"key": "a", "value": "1"})
        session().rollback()
    with glance(), reading():
        assert ask(BY_KEY, {"keys": ["a"]}).first() is None
