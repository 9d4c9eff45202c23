"""What somebody must not get out of a password reset: other accounts, more codes, another person's code."""

import pytest
from sqlalchemy import select

from app.connectors.base import BusinessError, ConnectorError
from app.db import reading, session, transaction
from app.errors import NotFound
from app.models.approval import Approval
from app.models.incident import Incident
from app.models.journal import Journal
from app.operations import ordering
from app.operations.people import person_of
from app.queries import resets
from tests.fixtures.cast import Cast, Recorder
from tests.journeys.resetting import DESK, ENTER, another, asks_again, code_of, enters, fails_five_times, ordered


@pytest.mark.parametrize("account", ["marta", "nobody.at.all"])
def test_three_codes_an_hour_whoever_it_is(cast: Cast, account: str) -> None:
    number = ordered(cast, account)
    asks_again(cast, number)
    asks_again(cast, number)
    assert cast.open_tasks(number) == [ENTER]
    asks_again(cast, number)
    assert cast.request(number).outcome == "rejected"
    again = ordered(cast, account.upper())
    assert cast.request(again).outcome == "rejected"
    cast.later(hours=1, minutes=1)
    assert cast.open_tasks(ordered(cast, account)) == [ENTER]


def test_other_names_of_an_account_bring_no_more_codes(cast: Cast) -> None:
    for account in ("marta", "marta", "marta", "marta@bridges.example"):
        number = ordered(cast, account)
    assert cast.open_tasks(number) == [ENTER]
    assert len(cast.mails("marta", "code")) == 3


@pytest.mark.parametrize("account", ["karol", "nobody.at.all", "unverified", "gone"])
def test_nothing_tells_whether_there_is_an_account(cast: Cast, account: str) -> None:
    with transaction():
        person_of("ilse").login, person_of("tom").login = "unverified", "gone"
    with transaction():
        person_of("unverified").email_verified = False
        person_of("gone").active = False
    number = ordered(cast, account)
    assert cast.open_tasks(number) == [ENTER]
    enters(cast, number, "000000" if account != "karol" else another(code_of(cast, "karol")))
    assert cast.marta.reads(cast.marta.task(number)) == [
        f"If {account} has a verified address, a code with six digits is on its way there. It is valid for 15 minutes.",
        "That was not the code. Tries left: 4",
    ]
    assert sorted(cast.variables(number)) == sorted(
        ["account", "what", "code", "ok", "tries_left", "expires_at", "request", "item", "requester", "requested_for"]
    )


def test_an_unknown_account_ends_at_the_desk(cast: Cast) -> None:
    number = ordered(cast, "nobody.at.all")
    fails_five_times(cast, number)
    cast.dana.does(number, DESK, proven=True, proof="card")
    cast.works()
    assert cast.request(number).outcome == "rejected"


def test_the_code_of_another_request_does_not_count(cast: Cast) -> None:
    mine = ordered(cast)
    theirs = ordered(cast, "karol", by="karol")
    own = code_of(cast, "marta")
    if own != code_of(cast, "karol"):
        enters(cast, theirs, own, "karol")
        assert cast.open_tasks(theirs) == [ENTER]
    enters(cast, mine, own)
    assert cast.request(mine).outcome == "fulfilled"


def test_a_code_is_used_once(cast: Cast) -> None:
    code_of_first = ordered(cast)
    code = code_of(cast, "marta")
    enters(cast, code_of_first, code)
    second = ordered(cast)
    if code_of(cast, "marta") != code:
        enters(cast, second, code)
        assert cast.open_tasks(second) == [ENTER]


def test_an_administrator_needs_two_people(cast: Cast) -> None:
    number = ordered(cast, "admin", by="admin")
    enters(cast, number, code_of(cast, "admin"), "admin")
    assert cast.open_tasks(number) == ["Decide"]
    assert cast.mails("admin", "reset") == []
    assert cast.admin.has_nothing(number)
    assert cast.dana.has_nothing(number)
    cast.paul.approves(number)
    cast.works()
    assert cast.request(number).outcome == "fulfilled"
    assert len(cast.mails("admin", "reset")) == 1
    with reading():
        assert session().scalars(select(Approval)).one().decision == "approve"


def test_nobody_approves_the_reset_of_their_own_account_through_another(cast: Cast) -> None:
    number = ordered(cast, "paul")
    enters(cast, number, code_of(cast, "paul"))
    assert cast.paul.has_nothing(number)
    cast.admin.rejects(number, "Paul did not ask for this.")
    cast.works()
    request = cast.request(number)
    assert (request.outcome, request.reason) == ("rejected", "Paul did not ask for this.")
    assert cast.mails("paul", "reset") == []


def test_a_directory_that_lets_nobody_set_a_password_leads_to_the_desk(cast: Cast) -> None:
    cast.connectors["directory"] = Recorder("directory", answers=[BusinessError("not_supported", "Not from here.")])
    number = ordered(cast)
    enters(cast, number, code_of(cast, "marta"))
    cast.dana.does(number, "New password at the desk", chosen=True)
    assert cast.request(number).outcome == "fulfilled"


def test_without_a_verified_address_the_owner_comes_to_the_desk(cast: Cast) -> None:
    with transaction():
        person_of("marta").email_verified = False
    number = ordered(cast)
    fails_five_times(cast, number)
    cast.dana.does(number, DESK, proven=True, proof="manager")
    cast.works()
    assert cast.open_tasks(number) == ["New password at the desk"]


def test_a_failed_connector_is_repaired_and_mails_once(cast: Cast) -> None:
    own = cast.connectors["directory"]
    cast.connectors["directory"] = Recorder("directory", answers=[ConnectorError("No answer.", permanent=True)])
    number = ordered(cast)
    enters(cast, number, code_of(cast, "marta"))
    assert cast.request(number).state == "stuck"
    with reading():
        incident = session().scalars(select(Incident).where(Incident.state == "open")).one()
    cast.connectors["directory"] = own
    cast.paul.retries(incident.id)
    cast.works()
    assert cast.request(number).outcome == "fulfilled"
    assert len(cast.mails("marta", "reset")) == 1


def test_withdrawn(cast: Cast) -> None:
    number = ordered(cast)
    cast.marta.withdraws(number, "I remembered it.")
    assert cast.request(number).outcome == "withdrawn"
    assert cast.open_tasks(number) == []


def test_the_desk_orders_for_a_caller_who_tells_the_code(cast: Cast) -> None:
    with transaction():
        number = ordering.submit(cast.dana.actor, "password_reset", {"account": "marta"}, "marta").number
    cast.works()
    enters(cast, number, code_of(cast, "marta"), "dana")
    assert cast.request(number).outcome == "fulfilled"
    assert cast.mails("dana", "reset") == []


def test_resets_are_counted_for_each_person(cast: Cast) -> None:
    enters(cast, ordered(cast), code_of(cast, "marta"))
    number = ordered(cast)
    fails_five_times(cast, number, code=another(code_of(cast, "marta")))
    cast.dana.does(number, DESK, proven=True, proof="card")
    cast.works()
    cast.marta.withdraws(ordered(cast), "Found it.")
    with reading():
        assert resets.of(cast.dana.actor, "marta").count == 2
        assert resets.of(cast.marta.actor, "marta").latest is not None
        assert resets.of(cast.dana.actor, "karol") == resets.Resets(0, None)
        with pytest.raises(NotFound):
            resets.of(cast.tamas.actor, "marta")
        kinds = session().scalars(select(Journal.kind).where(Journal.request_id == 0)).all()
    assert kinds.count("password.reset") == 2
