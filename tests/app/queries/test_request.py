"""What is told of a request after a task was finished is what reading it says, and its tasks are not asked for."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import afterwards, reading, session, transaction
from app.models.task import Task
from app.operations import tasks
from app.queries import request as queries
from app.queries.request import RequestPage
from tests.app.operations import ruled
from tests.app.operations.test_just_made import ASKED, OPENED, ordered, publish
from tests.app.test_reading import counted
from tests.workflows.diagrams import boundary, path, timer, user

NEXT = {
    **{key: OPENED[key] for key in ("group", "many")},
    "another": (
        user("work", group="infrastructure"),
        user("more", approver="manager"),
        path("start", "work", "more", "end"),
    ),
    "waits": (
        user("work", group="infrastructure"),
        user("more", group="security"),
        boundary("late", "more", timer("PT2H"), interrupting=False),
        path("late", "end"),
        path("start", "work", "more", "end"),
    ),
}


def finished(request: int, login: str) -> tuple[RequestPage, RequestPage, list[str]]:
    """What whoever finished a task is told of its request, what is read afterwards, and what was asked to tell it."""
    actor = ruled.who(login)
    with reading():
        task = session().scalars(select(Task.id).where(Task.request_id == request, Task.state == "open")).first()
    with transaction(kept=True):
        found = queries.of_task(tasks.complete(actor, task, {}))
    with afterwards(), counted() as said:
        told = queries.as_it_stands(actor, found)
    with reading():
        return told, queries.one(actor, told.line.id), [one.lower() for one in said]


@pytest.mark.parametrize("key", NEXT)
def test_after_the_commit(house: Flask, key: str) -> None:
    publish(key, *NEXT[key])
    for _from_the_second_on_it_goes_with_the_commit in range(3):
        answer, _read, _said = ordered(key)
        told, read, said = finished(answer.line.id, "dan")
        assert told == read
        assert not [one for one in said if one.startswith(ASKED)]


def test_before_the_commit_all_is_asked(house: Flask) -> None:
    publish("group", *OPENED["group"])
    answer, _read, _said = ordered("group")
    with transaction():
        told = queries.as_it_stands(
            ruled.who("dan"), queries.of_task(tasks.complete(ruled.who("dan"), answer.tasks[0].id, {}))
        )
    with reading():
        assert told == queries.one(ruled.who("dan"), answer.line.id)
