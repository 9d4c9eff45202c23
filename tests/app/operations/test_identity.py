"""The verbs behind one-time codes: repeated calls do nothing twice, and nothing outlives its quarter of an hour."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import now, reading, session, transaction
from app.errors import NotFound, TooMany
from app.models.instance import Instance
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.proof import Proof
from app.operations import clock, identity
from app.operations.mail_secrets import revealed
from app.operations.ordering import submit
from app.operations.people import person_of
from app.operations.permissions import actor_of
from workflows.values import loads


@pytest.fixture
def instance(house: Flask) -> int:
    """An instance of a password reset whose first code was not sent yet."""
    with transaction():
        request = submit(actor_of(person_of("marta")), "password_reset", {"account": "marta"})
        row = session().scalars(select(Instance).where(Instance.request_id == request.id)).one()
    return row.id


def codes() -> list[str]:
    with reading():
        rows = session().scalars(select(Outbox.payload).where(Outbox.key.startswith("code:")).order_by(Outbox.id))
        found = [re.search(r"^\d{6}$", revealed(loads(payload))["text"], re.MULTILINE) for payload in rows]
    return [match.group(0) for match in found if match]


def send(instance: int, key: str = "send:1", account: str = "marta") -> None:
    with transaction():
        identity.send(instance, key, account)


def check(instance: int, code: str, key: str = "check:1") -> identity.Checked:
    with transaction():
        return identity.check(instance, key, code)


def test_a_repeated_call_sends_no_second_code(instance: int) -> None:
    send(instance)
    send(instance)
    assert len(codes()) == 1
    assert check(instance, codes()[0]).ok


def test_a_repeated_check_is_the_same_try(instance: int) -> None:
    send(instance)
    other = wrong(codes()[0])
    assert check(instance, other) == check(instance, other) == identity.Checked(ok=False, tries_left=4)
    assert check(instance, codes()[0], "check:2") == check(instance, codes()[0], "check:2")
    assert check(instance, codes()[0], "check:2").ok


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_fifth_try_is_the_last_and_may_be_right(instance: int) -> None:
    send(instance)
    [code] = codes()
    left = [check(instance, wrong(code), f"check:{number}").tries_left for number in range(1, 5)]
    assert left == [4, 3, 2, 1]
    assert check(instance, code, "check:5") == identity.Checked(ok=True, tries_left=0)


def test_after_five_wrong_ones_neither_the_right_code_nor_a_new_one_counts(instance: int) -> None:
    send(instance)
    [code] = codes()
    for number in range(1, 6):
        assert not check(instance, wrong(code), f"check:{number}").ok
    with reading():
        assert session().scalars(select(Proof)).one().code == ""
        told = session().scalars(select(Journal.kind).where(Journal.kind.startswith("identity.")))
        assert list(told) == ["identity.refused"]
    assert not check(instance, code, "check:6").ok
    send(instance, "send:2")
    assert check(instance, codes()[-1], "check:7") == identity.Checked(ok=False, tries_left=0)


def test_the_code_dies_with_its_use(instance: int) -> None:
    send(instance)
    check(instance, codes()[0])
    with reading():
        assert session().scalars(select(Proof)).one().code == ""


def test_an_old_code_proves_nothing(instance: int) -> None:
    send(instance)
    with transaction():
        clock.move(15 * 60)
    assert not check(instance, codes()[0]).ok


def test_only_a_keyed_hash_is_stored(instance: int) -> None:
    send(instance)
    with reading():
        proof = session().scalars(select(Proof)).one()
        assert re.fullmatch(r"[0-9a-f]{64}", proof.code)
        assert proof.expires_at > now()


def test_spaces_around_a_pasted_code_do_not_matter(instance: int) -> None:
    send(instance)
    assert check(instance, f" {codes()[0]} ").ok


def test_the_fourth_in_an_hour_is_refused_for_anybody(instance: int) -> None:
    for number in range(3):
        send(instance, f"send:{number}", "nobody")
    with pytest.raises(TooMany):
        send(instance, "send:3", " Nobody ")
    assert codes() == []


def test_whose_account_it_is_stays_who_proved_it(instance: int) -> None:
    send(instance)
    check(instance, codes()[0])
    with reading():
        assert identity.owner(instance, "admin") == ("marta", False)


def test_without_a_proof_by_code_the_named_account_counts(instance: int) -> None:
    with reading():
        assert identity.owner(instance, "admin@bridges.example") == ("admin", True)
        with pytest.raises(NotFound):
            identity.owner(instance, "nobody")


def test_a_check_before_any_code_is_no_proof(instance: int) -> None:
    assert check(instance, "000000") == identity.Checked(ok=False, tries_left=0)
