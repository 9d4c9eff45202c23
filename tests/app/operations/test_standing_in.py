"""Substitutes: who has what while somebody is away, who may not, and that it returns."""

from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import now, reading, session, transaction
from app.errors import Forbidden, InvalidForm
from app.jobs import absences
from app.models.approval import Approval
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import clock, substitutes
from app.operations.substitutes import Only
from tests.app.operations.ruled import decides, order, publish, told, waiting, who

MANAGER = {"id": "R1", "who": "manager"}

pytestmark = pytest.mark.usefixtures("house")


def away(login: str, substitute: str, days: int = 7, only: Only | None = None, after: int = 0) -> int:
    actor = who(login)
    with transaction():
        starts = now() + timedelta(days=after)
        return substitutes.name(actor, substitute, starts, starts + timedelta(days=days), only=only).id


def later(days: int) -> None:
    with transaction():
        clock.move(timedelta(days=days).total_seconds())
    absences.turn()


def test_what_waits_moves_and_is_decided_for_the_absent(house: Flask) -> None:
    publish(MANAGER)
    request = order("marta", 10)
    assert waiting(request) == ["jonas"]
    away("jonas", "stefan")
    assert waiting(request) == ["stefan"]
    decides("stefan", request)
    with reading():
        names = session().execute(select(Approval.person_id, Approval.for_id)).one()
        people = dict(session().execute(select(Person.id, Person.login)).all())
        mails = session().scalars(select(Outbox.person_id).where(Outbox.key.like("substitute:%"))).all()
    assert [people[one] for one in names] == ["stefan", "jonas"]
    assert {people[one] for one in mails if one} == {"jonas", "stefan"}
    assert "Stefan Keller has it for Jonas Weber: Approve." in told(request)


def test_what_is_still_open_returns(house: Flask) -> None:
    publish(MANAGER)
    first = order("marta", 10)
    away("jonas", "stefan", days=3, after=1)
    assert waiting(first) == ["jonas"]
    later(2)
    second = order("marta", 10)
    assert (waiting(first), waiting(second)) == (["stefan"], ["stefan"])
    later(3)
    assert (waiting(first), waiting(second)) == (["jonas"], ["jonas"])
    assert "Back with Jonas Weber: Approve." in told(first)


def test_a_substitutes_right_ends_before_a_worker_has_moved_the_task(house: Flask) -> None:
    publish(MANAGER)
    request = order("marta", 10)
    away("jonas", "stefan", days=1)
    with transaction():
        clock.move(timedelta(days=2).total_seconds())
    assert waiting(request) == ["stefan"]
    with pytest.raises(Forbidden, match="for Jonas Weber"):
        decides("stefan", request)
    absences.turn()
    decides("jonas", request)


def test_a_large_sum_goes_to_another_substitute(house: Flask) -> None:
    publish(MANAGER)
    away("jonas", "stefan")
    away("jonas", "clara", only=Only(above=Decimal(5000), currency="EUR"))
    assert waiting(order("marta", 5000)) == ["stefan"]
    assert waiting(order("marta", 5001)) == ["clara"]


def test_a_substitute_for_one_item_has_that_item(house: Flask) -> None:
    publish(MANAGER)
    publish(MANAGER, key="renting")
    away("jonas", "stefan", only=Only(item="renting"))
    assert waiting(order("marta", 10)) == ["jonas"]
    assert waiting(order("marta", 10, key="renting")) == ["stefan"]


def test_a_substitute_who_is_away_is_stood_in_for_too(house: Flask) -> None:
    publish(MANAGER)
    request = order("marta", 10)
    away("jonas", "stefan")
    absence = away("stefan", "clara")
    assert waiting(request) == ["clara"]
    stefan = who("stefan")
    with transaction():
        substitutes.end(stefan, absence)
    assert waiting(request) == ["stefan"]


def test_a_circle_is_refused_with_its_names(house: Flask) -> None:
    away("jonas", "stefan")
    away("stefan", "clara")
    with pytest.raises(InvalidForm) as refused:
        away("clara", "jonas")
    assert "Clara Hoffmann → Jonas Weber → Stefan Keller → Clara Hoffmann" in refused.value.fields["person"]
    away("clara", "jonas", after=30)


@pytest.mark.parametrize("above", ["NaN", "sNaN", "Infinity", "-1", "1e14"])
def test_above_what_is_no_sum_nobody_stands_in(above: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        away("jonas", "clara", only=substitutes.Only("", Decimal(above), "EUR"))
    assert list(refused.value.fields) == ["above"]


def test_whoever_asked_never_stands_in(house: Flask) -> None:
    publish(MANAGER)
    request = order("marta", 10)
    away("jonas", "marta")
    assert waiting(request) == ["jonas"]
    away("jonas", "lena")
    assert waiting(request) == ["lena"]


def test_who_is_asked_in_the_same_round_does_not_stand_in(house: Flask) -> None:
    publish({"id": "R1", "who": "person", "whom": "jonas, stefan", "quorum": "all"})
    away("jonas", "stefan")
    request = order("marta", 10)
    assert sorted(waiting(request)) == ["jonas", "stefan"]
