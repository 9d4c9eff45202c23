"""Lists of requests, read way by way, against the one rule asked of every row: the same for everybody, however cut."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.person import Person
from app.models.request import Request
from app.operations import substitutes
from app.operations.permissions import Actor, actor_of, visible_requests
from app.queries import overview, requests, sight
from app.queries.overview import Wanted
from bench import crowd, furnished


@pytest.fixture
def grown(house: Flask) -> Flask:
    """A house with some hundred requests in every state, of many people; Lena stands in for Béla."""
    furnished.move_in()
    crowd.grow(250, people=45)
    with transaction():
        ends = crowd.now() + crowd.YEAR
        substitutes.name(actor("bela"), "lena", crowd.now(), ends)
    return house


def actor(login: str) -> Actor:
    return actor_of(session().scalars(select(Person).where(Person.login == login)).one())


def plainly(who: Actor, *clauses: object) -> list[int]:
    """Every row looked at."""
    query = select(Request.id).where(visible_requests(who), *clauses).order_by(Request.id.desc())  # type: ignore[arg-type]
    return list(session().scalars(query))


def paged(who: Actor, limit: int, **filters: object) -> list[int]:
    found, cursor = [], ""
    while True:
        page = requests.page(who, limit=limit, cursor=cursor, **filters)  # type: ignore[arg-type]
        found += [line.id for line in page.items]
        if page.next is None:
            return found
        cursor = page.next


LOGINS = ("marta", "jonas", "eva", "bela", "lena", "zsofia", "olivia", "staff0000", "staff0001", "dana", "clara")


@pytest.mark.usefixtures("grown")
def test_everybody_sees_what_the_rule_says() -> None:
    with reading():
        for login in LOGINS:
            who = actor(login)
            assert paged(who, 7) == plainly(who), login
            assert paged(who, 200, state="ended") == plainly(who, Request.state == "ended"), login
            assert paged(who, 30, open_only=True) == plainly(who, Request.state != "ended"), login
            assert paged(who, 9, q="radiator") == plainly(who, Request.search.contains("radiator")), login
            assert paged(who, 9, item="new_software", requester="marta") == plainly(
                who, Request.item == "new_software", Request.requester.has(Person.login == "marta")
            ), login


@pytest.mark.usefixtures("grown")
def test_who_sees_many_finds_what_the_rule_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "MANY", 1)
    with reading():
        for login in LOGINS:
            who, fits = actor(login), Request.search.contains("radiator")
            assert paged(who, 9, q="radiator") == plainly(who, fits), login
            assert paged(who, 9, q="radiator", open_only=True) == plainly(who, fits, Request.state != "ended"), login
            assert paged(who, 9, q="xyzzy") == []
            people = Request.requester_id.in_(who.manages) | Request.requested_for_id.in_(who.manages)
            assert paged(who, 9, q="radiator", whose="people") == plainly(who, fits, people), login


@pytest.mark.usefixtures("grown")
def test_filters_by_tasks_hold_for_owners_who_see_little() -> None:
    with reading():
        olivia, paul = actor("olivia"), actor("paul")
        for wanted in (
            Wanted(overdue="yes"),
            Wanted(group="procurement"),
            Wanted(state="open", group="office-services"),
        ):
            theirs = {line.id for line in overview.requests(paul, wanted, limit=200).items}
            seen = set(plainly(olivia)) & theirs
            assert {line.id for line in overview.requests(olivia, wanted, limit=200).items} == seen


@pytest.mark.usefixtures("grown")
def test_ones_own_are_those_one_asked_for_or_gets() -> None:
    with reading():
        who = actor("jonas")
        own = (Request.requester_id == who.id) | (Request.requested_for_id == who.id)
        assert paged(who, 3, whose="mine") == plainly(who, own) != []
        assert paged(who, 3, whose="mine", q="chairs") == plainly(who, own, Request.search.contains("chairs"))
