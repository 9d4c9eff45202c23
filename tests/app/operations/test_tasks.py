"""A right that ended while somebody waited for the lock is no right any more."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from app.db import now, session, transaction
from app.errors import Forbidden
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.operations import substitutes, tasks
from app.operations.permissions import Actor
from tests.app.operations import ruled
from tests.app.operations.test_just_made import OPENED, ordered, publish


@pytest.fixture
def task(house: Flask) -> int:
    publish("group", *OPENED["group"])
    return ordered("group")[0].tasks[0].id


def refused(actor: Actor, task: int) -> bool:
    with transaction(), pytest.raises(Forbidden):
        tasks.complete(actor, task, {})
    return True


def test_who_left_the_group_meanwhile(task: int) -> None:
    dan = ruled.who("dan")
    with transaction():
        group = select(Group.id).where(Group.key == "infrastructure").scalar_subquery()
        session().execute(delete(Membership).where(Membership.person_id == dan.id, Membership.group_id == group))
    assert refused(dan, task)


def test_who_left_the_house_meanwhile(task: int) -> None:
    dan = ruled.who("dan")
    with transaction():
        session().execute(update(Person).where(Person.id == dan.id).values(active=False))
    assert refused(dan, task)


def test_whose_turn_to_stand_in_ended_meanwhile(task: int) -> None:
    """Who is in its group, too, gets no right from that while somebody else holds it."""
    with transaction():
        row = substitutes.name(ruled.who("grace"), "dan", now(), now() + timedelta(days=7))
        tasks.claim(ruled.who("grace"), task)
        row_id = row.id
    dan = ruled.who("dan")
    with transaction():
        substitutes.end(ruled.who("grace"), row_id)
    assert refused(dan, task)


def test_who_is_in_the_group_still(task: int) -> None:
    dan = ruled.who("dan")
    with transaction():
        assert tasks.complete(dan, task, {}).state == "completed"
