"""LDAP against the protocol library's own directory in memory: real filters, real entries, real result codes."""

from dataclasses import replace
from typing import Any

import ldap3
import pytest

from app.connectors.base import BusinessError, ConnectorError, Order
from app.connectors.directory import Ldap
from tests.app.connectors.conftest import order

BASE = "dc=example,dc=org"
ADMIN, PASSWORD = f"cn=laneway,{BASE}", "the house's own"
ENTRIES: dict[str, dict[str, Any]] = {
    BASE: {"objectClass": "domain", "dc": "example"},
    ADMIN: {"objectClass": "person", "cn": "laneway", "userPassword": PASSWORD},
    f"uid=ilse,{BASE}": {
        "objectClass": "inetOrgPerson",
        "uid": "ilse",
        "cn": "Ilse Brandt",
        "sn": "Brandt",
        "mail": "ilse@example.org",
        "userPassword": "correct horse",
    },
    f"cn=Figma,{BASE}": {"objectClass": "groupOfNames", "cn": "Figma", "member": [ADMIN]},
}


class Kept(Ldap):
    """The same directory on every connection: the library makes a new, empty one for each."""

    entries: dict[str, dict[str, Any]]

    def __init__(self) -> None:
        super().__init__("ldap://directory.example.org", BASE, ADMIN, PASSWORD, strategy=ldap3.MOCK_SYNC)
        setup = ldap3.Connection(self._server, user=ADMIN, password=PASSWORD, client_strategy=ldap3.MOCK_SYNC)
        for dn, entry in ENTRIES.items():
            setup.strategy.add_entry(dn, {**entry})


@pytest.fixture
def directory() -> Ldap:
    return Kept()


def asked(action: str, **words: Any) -> Order:
    return replace(order(**words), headers={"action": action})


def members(directory: Ldap) -> list[str]:
    with directory._line() as line:
        line.search(BASE, "(cn=Figma)", attributes=["member"])
        found = line.response[0]["attributes"]["member"]
    return sorted(found if isinstance(found, list) else [found])


def test_somebody_is_found(directory: Ldap) -> None:
    found = directory.run(asked("find", login="ilse"))
    assert found == {"found": True, "login": "ilse", "name": "Ilse Brandt", "email": "ilse@example.org"}
    assert directory.run(asked("find", login="nobody")) == {"found": False}


@pytest.mark.parametrize("evil", ["*", "*)(uid=*", "ilse)(&)", "\\2a", "", "ilse\x00"])
def test_a_name_is_never_a_filter(directory: Ldap, evil: str) -> None:
    assert directory.run(asked("find", login=evil)) == {"found": False}
    assert not directory.check_password(evil, "correct horse")


def test_granting_twice_is_granting_once(directory: Ldap) -> None:
    for _try in range(2):
        assert directory.run(asked("grant", login="ilse", entitlement="Figma")) == {"granted": "Figma"}
    assert members(directory) == sorted([ADMIN, f"uid=ilse,{BASE}"])


def test_revoking_twice_is_revoking_once(directory: Ldap) -> None:
    directory.run(asked("grant", login="ilse", entitlement="Figma"))
    for _try in range(2):
        assert directory.run(asked("revoke", login="ilse", entitlement="Figma")) == {"revoked": "Figma"}
    assert members(directory) == [ADMIN]


def test_unknown_people_and_groups_are_business_errors(directory: Ldap) -> None:
    for words, code in (
        ({"login": "nobody", "entitlement": "Figma"}, "unknown_person"),
        ({"login": "ilse", "entitlement": "*"}, "unknown_entitlement"),
    ):
        with pytest.raises(BusinessError) as caught:
            directory.run(asked("grant", **words))
        assert caught.value.error_code == code


def test_an_account_is_made_once_and_a_taken_login_is_a_business_error(directory: Ldap) -> None:
    words = {"login": "marta, dc=evil", "name": "Marta Nowak", "email": "marta@example.org"}
    for _try in range(2):
        assert directory.run(asked("create_account", **words)) == {"login": "marta, dc=evil"}
    assert directory.run(asked("find", login="marta, dc=evil"))["name"] == "Marta Nowak"
    with pytest.raises(BusinessError) as caught:
        directory.run(replace(asked("create_account", **words), key="another call"))
    assert caught.value.error_code == "login_taken"


def test_a_password_is_tried_by_signing_in(directory: Ldap) -> None:
    assert directory.check_password("ilse", "correct horse")
    assert not directory.check_password("ilse", "wrong")
    assert not directory.check_password("ilse", "")
    assert not directory.check_password("nobody", "correct horse")


def test_the_test_button(directory: Ldap) -> None:
    assert directory.test()


def test_a_directory_that_is_away_is_tried_again() -> None:
    with pytest.raises(ConnectorError) as caught:
        Ldap("ldap://127.0.0.1:9", BASE, ADMIN, PASSWORD).test()
    assert not caught.value.permanent
    assert str(caught.value) == "Could not connect to the directory at 127.0.0.1:9."


def test_nobody_but_the_owner_sets_a_password(directory: Ldap) -> None:
    with pytest.raises(BusinessError) as caught:
        directory.run(asked("reset_password", login="ilse"))
    assert caught.value.error_code == "not_supported"
