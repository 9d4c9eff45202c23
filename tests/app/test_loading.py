"""Objects read past SQLAlchemy's own loading are those that its loading would have given."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import bindparam, event, select, update
from sqlalchemy.orm import aliased

from app.db import now, reading, session, table, transaction
from app.loading import Objects
from app.models.person import Person
from tests.app.test_reading import counted

HEAD = aliased(Person)
PAIRS = select(Person, HEAD, Person.name).outerjoin(HEAD, HEAD.id == Person.manager_id).order_by(Person.id)
OF_LOGIN = PAIRS.where(Person.login == bindparam("login"))
AS_IT_WAS, ANEW = Objects(OF_LOGIN), Objects(OF_LOGIN, anew=True)


@pytest.fixture
def two(empty_house: Flask) -> Iterator[None]:
    with transaction() as current:
        head = Person(login="head", name="Head", created_at=now(), roles=["desk"], notices={"mail": ["task"]})
        current.add(head)
        current.flush()
        current.add(Person(login="hand", name="Hand", created_at=now(), manager_id=head.id))
    session().expunge_all()
    with transaction():
        yield
        session().rollback()


def found(objects: Objects, login: str) -> tuple[Person, Person | None]:
    ((person, head, name),) = objects.ask(session(), {"login": login})
    assert name == person.name
    return person, head


def behind(login: str, name: str) -> None:
    """Somebody else has changed the row, past this session."""
    people = table(Person)
    session().connection().execute(update(people).where(people.c.login == login).values(name=name))


@pytest.mark.parametrize("objects", [AS_IT_WAS, ANEW])
def test_each_column_is_what_sqlalchemy_reads(two: None, objects: Objects) -> None:
    for _ in range(2):  # by SQLAlchemy's connection, then straight
        person, head = found(objects, "hand")
        assert head is not None
        seen = [{key: value for key, value in vars(one).items() if key[0] != "_"} for one in (person, head)]
        session().expunge_all()
        (again,) = session().scalars(select(Person).where(Person.login == "hand"))
        assert again.manager is not None
        assert seen == [{name: getattr(one, name) for name in seen[0]} for one in (again, again.manager)]
        session().expunge_all()


def test_an_outer_join_that_finds_nobody_is_none_and_no_row_is_no_object(two: None) -> None:
    assert found(AS_IT_WAS, "head")[1] is None
    assert AS_IT_WAS.ask(session(), {"login": "nobody"}) == []


def test_one_row_is_one_object_whoever_read_it_first(two: None) -> None:
    (known,) = session().scalars(select(Person).where(Person.login == "head"))
    person, head = found(AS_IT_WAS, "hand")
    assert head is known
    with counted() as said:
        assert person.manager is known
        assert session().get(Person, person.id) is person
    assert said == []


def test_what_is_known_stays_unless_it_is_read_anew(two: None) -> None:
    person, head = found(AS_IT_WAS, "hand")
    assert person.manager is head
    behind("hand", "Other")
    ((again, _head, name),) = AS_IT_WAS.ask(session(), {"login": "hand"})
    assert (again, again.name, name) == (person, "Hand", "Other")
    assert found(ANEW, "hand")[0].name == person.name == "Other"
    assert "manager" not in vars(person)


def test_what_was_changed_is_written_before_anything_is_read(two: None) -> None:
    person, _head = found(AS_IT_WAS, "hand")
    person.name = "Changed"
    assert found(ANEW, "hand")[0].name == "Changed"
    person.name = "Not yet"
    with session().no_autoflush:
        assert found(ANEW, "hand")[0].name == "Changed"  # as SQLAlchemy has it: read anew, the change is gone
    assert person not in session().dirty


def test_an_object_is_changed_and_written_as_any_other(two: None) -> None:
    person, head = found(AS_IT_WAS, "hand")
    assert head is not None
    person.name, person.manager = "New", None
    head.notices = {"mail": []}
    session().flush()
    session().expire_all()
    assert (person.name, person.manager_id, head.notices) == ("New", None, {"mail": []})


def test_what_a_commit_made_it_forget_comes_back(two: None) -> None:
    person, _head = found(AS_IT_WAS, "hand")
    session().expire(person)
    person.department = "Here"
    with session().no_autoflush:
        assert found(AS_IT_WAS, "hand")[0] is person
    with counted() as said:
        assert (person.name, person.department, person.login) == ("Hand", "Here", "hand")
    assert said == []
    assert person in session().dirty


def test_within_a_reading_what_was_read_stays(empty_house: Flask) -> None:
    with transaction() as current:
        current.add(Person(login="hand", name="Hand", created_at=now()))
    session().expunge_all()
    with reading():
        key = found(AS_IT_WAS, "hand")[0].id
        assert session().identity_map.get((Person, (key,), None)) is not None


def test_who_listens_hears_of_each_object(two: None) -> None:
    heard: list[object] = []
    event.listen(session(), "loaded_as_persistent", lambda _session, row: heard.append(row))
    assert set(found(AS_IT_WAS, "hand")) == set(heard)
