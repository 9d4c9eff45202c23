"""A program that called before is recognised and not believed: what has changed since its last call counts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from app.db import now, reading, session, transaction
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import Person
from app.models.request import Request
from app.models.token import Token
from app.operations import substitutes
from app.operations.permissions import actor_of, require
from app.queries import sessions
from app.web import recognised
from app.web.api import requests as calls
from app.web.identity import current_actor
from tests.app.web.api.test_journey import ORDER
from tests.fixtures.callers import Caller, person

Program = Callable[[str], Caller]


def requests() -> int:
    with reading():
        return session().query(Request).count()


def called_before(program: Program, login: str = "marta") -> Caller:
    """A caller whose token this process knows."""
    found = program(login)
    assert found.post("/api/v1/requests", json=ORDER).status_code == 201
    assert sessions.recognised(found.headers["Authorization"].removeprefix("Bearer "))
    return found


def revoke() -> None:
    session().execute(update(Token).values(revoked_at=now()))


def expire() -> None:
    session().execute(update(Token).values(expires_at=now() - timedelta(seconds=1)))


def leave() -> None:
    session().execute(update(Person).where(Person.login == "marta").values(active=False))


@pytest.mark.parametrize("end", [revoke, expire, leave])
def test_whoever_may_no_longer_call_does_nothing(house: Flask, program: Program, end: Callable[[], None]) -> None:
    marta = called_before(program)
    with transaction():
        end()
    answer = marta.post("/api/v1/requests", json=ORDER)
    assert (answer.status_code, answer.json["type"]) == (401, "/problems/not-signed-in")
    assert answer.headers["WWW-Authenticate"].lower().startswith("bearer")
    assert requests() == 1
    assert sessions.recognised(marta.headers["Authorization"].removeprefix("Bearer ")) is None


@pytest.mark.parametrize("body", [{"item": 7}, {**ORDER, "more": 1}])
def test_mistakes_are_told_to_those_alone_who_may_call(house: Flask, program: Program, body: object) -> None:
    marta = called_before(program)
    assert marta.post("/api/v1/requests", json=body).status_code == 422
    with transaction():
        revoke()
    assert marta.post("/api/v1/requests", json=body).status_code == 401


def test_a_right_that_came_meanwhile_counts(house: Flask, program: Program) -> None:
    """Jonas is no member of who fulfils it, until he is."""
    marta, jonas = program("marta"), called_before(program, "jonas")
    request = marta.post("/api/v1/requests", json=ORDER).json
    done = jonas.post(
        f"/api/v1/tasks/{request['tasks'][0]['id']}/complete", json={"data": {"decision": "approve"}}
    ).json
    (work,) = done["request"]["tasks"]
    path = f"/api/v1/tasks/{work['id']}/claim"
    assert jonas.post(path, json={}).status_code == 404
    with transaction():
        group = session().query(Group).filter_by(key=work["group"]).one()
        session().add(Membership(person_id=person("jonas").id, group_id=group.id))
    assert jonas.post(path, json={}).status_code == 200


def test_a_changed_language_is_spoken_at_once(sqlite_house: Flask, program: Program) -> None:
    marta = called_before(program)
    before = marta.post("/api/v1/requests", json={**ORDER, "item": "none_of_these"}).json["detail"]
    with transaction():
        session().execute(update(Person).where(Person.login == "marta").values(language="de"))
    assert marta.post("/api/v1/requests", json={**ORDER, "item": "none_of_these"}).json["detail"] != before


def test_nothing_is_committed_for_whom_nobody_asked_about(house: Flask, program: Program) -> None:
    marta = called_before(program)
    with transaction():
        revoke()
    with house.test_request_context("/api/v1/requests", method="POST", json={}):
        assert recognised.guess(marta.headers["Authorization"].removeprefix("Bearer "))
        with pytest.raises(recognised.ChangedMeanwhile), transaction():
            session().execute(update(Person).values(name="Nobody"))
    assert person("marta").name != "Nobody"


def test_a_role_that_came_meanwhile_counts_where_nothing_was_asked(
    sqlite_house: Flask, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    marta, order = called_before(program), calls._ordered

    def for_the_desk(given: dict[str, Any]) -> Request:
        require(current_actor(), "desk")
        return order(given)

    monkeypatch.setattr(calls, "_ordered", for_the_desk)
    assert marta.post("/api/v1/requests", json=ORDER).status_code == 403
    with transaction():
        session().execute(update(Person).where(Person.login == "marta").values(roles=["desk"]))
    assert marta.post("/api/v1/requests", json=ORDER).status_code == 201
    assert requests() == 2


def test_what_was_answered_before_is_not_told_again_to_whoever_may_no_longer_call(
    house: Flask, program: Program
) -> None:
    marta, key = called_before(program), {"Idempotency-Key": "one-order"}
    first = marta.post("/api/v1/requests", json=ORDER, headers=key)
    again = marta.post("/api/v1/requests", json=ORDER, headers=key)
    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    with transaction():
        revoke()
    refused = marta.post("/api/v1/requests", json=ORDER, headers=key)
    assert (refused.status_code, "Idempotency-Replayed" in refused.headers) == (401, False)
    assert first.json["number"] not in refused.text


def test_whose_substitute_they_have_become_counts(house: Flask, program: Program) -> None:
    """Whom somebody stands for depends on the day, so such a caller is never recognised."""
    marta, eva = program("marta"), called_before(program, "eva")
    [task] = marta.post("/api/v1/requests", json=ORDER).json["tasks"]
    path, approved = f"/api/v1/tasks/{task['id']}/complete", {"data": {"decision": "approve"}}
    assert eva.post(path, json=approved).status_code == 404
    with transaction():
        substitutes.name(actor_of(person("jonas")), "eva", now(), now() + timedelta(days=7))
    assert eva.post(path, json=approved).status_code == 200
    assert sessions.recognised(eva.headers["Authorization"].removeprefix("Bearer ")) is None


def test_what_no_call_may_hold_is_refused_of_one_that_is_carried_out_anew(house: Flask, program: Program) -> None:
    marta, before = called_before(program), requests()
    with transaction():
        session().execute(update(Person).where(Person.login == "marta").values(roles=["desk"]))
    assert marta.post("/api/v1/requests?x=%00", json=ORDER).status_code == 400
    assert requests() == before
