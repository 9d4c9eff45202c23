"""A search is planned for its words: one plan for all words looks through the whole house for one that nobody has."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.db import reading, session
from app.models.person import Person
from app.operations.permissions import actor_of
from app.queries import requests, tasks

PREPARED = text(
    "SELECT count(*) AS statements, coalesce(sum(generic_plans), 0) AS generic FROM pg_prepared_statements"
    " WHERE statement LIKE '%request.search %' AND statement LIKE '% LIKE %'"
)
OFTEN = 15  # the driver prepares what it is asked five times, and PostgreSQL plans five of those for their values
WHERE: dict[str, Callable[..., object]] = {
    "requests": requests.page,
    "open tasks": tasks.page,
    "completed tasks": lambda actor, q: tasks.page(actor, state="completed", q=q),
}


@pytest.mark.parametrize("house", ["postgresql"], indirect=True)
@pytest.mark.parametrize("where", WHERE)
def test_each_word_is_planned_for(house: Flask, where: str) -> None:
    with reading():
        for login in ("dana", "marta", "zsofia"):
            actor = actor_of(session().scalars(select(Person).where(Person.login == login)).one())
            for number in range(OFTEN):
                WHERE[where](actor, q=f"xyzzy{number}")
        prepared = session().execute(PREPARED).one()
    assert prepared.statements > 0
    assert prepared.generic == 0
