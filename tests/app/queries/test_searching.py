"""A search is planned for its words: one plan for all words looks through the whole house for one that nobody has."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.db import reading, session
from app.models.person import Person
from app.operations.permissions import actor_of
from app.queries import overview, requests, tasks
from app.queries.overview import Wanted
from tests.fixtures.callers import Caller

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
GENERIC = "SELECT coalesce(sum(generic_plans), 0) FROM pg_prepared_statements WHERE statement LIKE '%FROM request %'"
FILTERS = (Wanted(outcome="rejected"), Wanted(group="it-accounts"), Wanted(requester="zzz"), Wanted(overdue="yes"))


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


@pytest.mark.parametrize("house", ["postgresql"], indirect=True)
def test_each_filter_of_the_whole_house_is_planned_for(house: Flask) -> None:
    with reading():
        paul = actor_of(session().scalars(select(Person).where(Person.login == "paul")).one())
        for wanted in FILTERS * OFTEN:
            overview.requests(paul, wanted)
        assert session().scalar(text(GENERIC)) == 0


@pytest.mark.parametrize("few", [overview.FEW, 0])
def test_a_requester_is_a_login_or_words(
    house: Flask, program: Callable[[str], Caller], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(overview, "FEW", few)
    data = {"subject": "Printer", "category": "it", "description": "Since this morning."}
    assert program("marta").post("/api/v1/requests", json={"item": "general_request", "data": data}).status_code == 201
    with reading():
        paul = actor_of(session().scalars(select(Person).where(Person.login == "paul")).one())
        for words, found in (("marta", True), ("Marta", True), ("mart", True), ("zzz", False), ("jonas", False)):
            assert bool(overview.requests(paul, Wanted(requester=words)).items) is found, words
