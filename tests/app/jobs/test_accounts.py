"""The house's own accounts as the directory: every action, twice."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.connectors.base import BusinessError, ConnectorError, Order
from app.db import now, reading, session, transaction
from app.jobs.accounts import Accounts
from app.models.entitlement import Entitlement
from app.models.journal import Journal
from app.models.person import Person


@pytest.fixture
def accounts(empty_house: Flask) -> Accounts:
    with transaction():
        session().add(Person(login="ilse", name="Ilse Brandt", email="ilse@example.org", created_at=now(), roles=[]))
    return Accounts()


def order(action: str, key: str = "1:grant:0", **words: Any) -> Order:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Order(key=key, type="directory", headers={"action": action}, data=words, attempt=1, at=at)


def kinds() -> list[str]:
    with reading():
        return list(session().scalars(select(Journal.kind).where(Journal.request_id == 0).order_by(Journal.seq)))


def test_granting_twice_grants_once(accounts: Accounts) -> None:
    for _try in range(2):
        assert accounts.run(order("grant", login="ilse", entitlement="Figma")) == {"granted": "Figma"}
    with reading():
        assert [row.name for row in session().scalars(select(Entitlement))] == ["Figma"]
    assert kinds() == ["entitlement.granted"]
    found = accounts.run(order("find", login="ilse"))
    assert (found["name"], found["entitlements"]) == ("Ilse Brandt", ["Figma"])


def test_revoking_twice_revokes_once(accounts: Accounts) -> None:
    accounts.run(order("grant", login="ilse", entitlement="Figma"))
    for _try in range(2):
        accounts.run(order("revoke", key="2:revoke:0", login="ilse", entitlement="Figma"))
    assert kinds() == ["entitlement.granted", "entitlement.revoked"]
    accounts.run(order("grant", login="ilse", entitlement="Figma"))
    assert accounts.run(order("find", login="ilse"))["entitlements"] == ["Figma"]


def test_an_account_is_made_once_and_a_stranger_of_that_name_is_a_business_error(accounts: Accounts) -> None:
    words = {"login": "Karol", "name": "Karol Zając", "email": "karol@example.org"}
    for _try in range(2):
        assert accounts.run(order("create_account", **words)) == {"login": "karol"}
    with pytest.raises(BusinessError) as caught:
        accounts.run(order("create_account", **{**words, "name": "Karol Another"}))
    assert caught.value.error_code == "login_taken"
    with pytest.raises(BusinessError) as caught:
        accounts.run(order("create_account", login="../x", name="x"))
    assert caught.value.error_code == "invalid_login"


def test_nobody_is_a_business_error_and_an_unknown_action_an_incident(accounts: Accounts) -> None:
    assert accounts.run(order("find", login="nobody")) == {"found": False}
    with pytest.raises(BusinessError) as caught:
        accounts.run(order("grant", login="nobody", entitlement="Figma"))
    assert caught.value.error_code == "unknown_person"
    with pytest.raises(ConnectorError, match="create_account, find, grant") as failed:
        accounts.run(order("explode"))
    assert failed.value.permanent


def test_a_newcomer_is_invited_once_and_belongs_somewhere(accounts: Accounts) -> None:
    words = {"login": "nora", "name": "Nóra", "email": "n@example.org", "invite": "yes", "manager": "ilse"}
    for _try in range(2):
        accounts.run(order("create_account", **words, department="Design", country="HU", language="hu"))
    with reading():
        nora = session().scalars(select(Person).where(Person.login == "nora")).one()
        assert (nora.department, nora.country, nora.language) == ("Design", "HU", "hu")
        assert nora.manager is not None
    assert kinds().count("person.invited") == 1


def test_a_link_to_a_new_password_goes_to_a_verified_address_and_once(accounts: Accounts) -> None:
    with pytest.raises(BusinessError) as caught:
        accounts.run(order("reset_password", login="ilse"))
    assert caught.value.error_code == "no_address"
    with transaction():
        session().scalars(select(Person).where(Person.login == "ilse")).one().email_verified = True
    for _try in range(2):
        assert accounts.run(order("reset_password", login="ilse")) == {"mailed": True}
    assert kinds() == ["password.reset"]


def test_an_entitlement_without_a_name_is_refused(accounts: Accounts) -> None:
    with pytest.raises(ConnectorError) as caught:
        accounts.run(order("grant", login="ilse", entitlement=" "))
    assert caught.value.permanent


def test_the_test_button(accounts: Accounts) -> None:
    assert accounts.test()


@pytest.mark.parametrize(("told", "begins"), [("hu", "hu"), ("fr", "en"), ("", "en")])
def test_a_newcomer_begins_with_a_language_that_the_house_speaks(accounts: Accounts, told: str, begins: str) -> None:
    made = accounts.run(order("create_account", login="nora", name="Nora Lind", email="n@example.org", language=told))
    assert made == {"login": "nora"}
    with reading():
        assert session().scalars(select(Person.language).where(Person.login == "nora")).one() == begins
