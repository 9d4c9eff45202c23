"""Password reset: identity first, then a link; nobody but the owner ever sees or chooses a password."""

import re

import pytest
from sqlalchemy import select

from app.connectors.base import BusinessError, ConnectorError
from app.db import reading, session, transaction
from app.errors import InvalidForm, NotFound
from app.models.approval import Approval
from app.models.call import Call
from app.models.incident import Incident
from app.models.instance import Instance
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.proof import Proof
from app.models.session import Session
from app.models.task import Task
from app.operations import links, passwords, requests, sessions
from app.operations.people import person_of
from app.queries import resets
from tests.fixtures.cast import Cast, Recorder

ENTER = "Enter the code"
DESK = "Prove who it is in person"


def ordered(cast: Cast, account: str = "marta", by: str = "marta") -> str:
    number = getattr(cast, by).orders("password_reset", {"account": account})
    cast.works()
    return number


def code_of(cast: Cast, login: str) -> str:
    """The code of the newest mail to that person."""
    found = re.search(r"^(\d{6})$", cast.mails(login, "code")[-1]["text"], re.MULTILINE)
    assert found
    return found.group(1)


def another(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def enters(cast: Cast, number: str, code: str, who: str = "marta") -> None:
    getattr(cast, who).does(number, ENTER, what="enter", code=code)
    cast.works()


def asks_again(cast: Cast, number: str) -> None:
    cast.marta.does(number, ENTER, what="again")
    cast.works()


def fails_five_times(cast: Cast, number: str, who: str = "marta", code: str = "000000") -> None:
    for _ in range(5):
        enters(cast, number, code, who)


def test_the_right_code_brings_a_link_and_the_link_a_password(cast: Cast) -> None:
    number = ordered(cast)
    assert cast.open_tasks(number) == [ENTER]
    enters(cast, number, code_of(cast, "marta"))
    request = cast.request(number)
    assert (request.state, request.outcome) == ("ended", "fulfilled")
    secret = cast.mails("marta", "reset")[0]["text"].split("/password/")[1].split()[0]
    with transaction():
        sessions.begin(person_of("marta"))
        links.set_by_link(secret, "two bridges in fog", passwords.hashed("two bridges in fog"))
    with reading():
        assert session().scalars(select(Session)).all() == []
    assert len(cast.mails("marta", "password-changed")) == 1
    with pytest.raises(NotFound), transaction():
        links.set_by_link(secret, "three bridges in fog", "x")
    assert cast.journal_holds()


def test_the_code_is_nowhere_but_in_its_mail(cast: Cast) -> None:
    number = ordered(cast)
    code = code_of(cast, "marta")
    enters(cast, number, code)
    with reading():
        kept = [
            *(f"{row.variables} {row.state!r}" for row in session().scalars(select(Instance))),
            *(f"{row.answers}" for row in session().scalars(select(Task))),
            *(f"{row.data} {row.result}" for row in session().scalars(select(Call))),
            *(f"{row.text} {row.data}" for row in session().scalars(select(Journal))),
            *(f"{row.code}" for row in session().scalars(select(Proof))),
            *(row.payload for row in session().scalars(select(Outbox)) if '"code"' not in row.payload),
        ]
        answers = session().scalars(select(Task.answers).where(Task.name == ENTER)).one()
    assert [text for text in kept if code in text] == []
    assert "***" in str(answers)


def test_wrong_codes_can_be_tried_five_times_then_the_desk_looks(cast: Cast) -> None:
    number = ordered(cast)
    wrong = another(code_of(cast, "marta"))
    enters(cast, number, wrong)
    assert cast.marta.reads(cast.marta.task(number))[1] == "That was not the code. Tries left: 4"
    for _ in range(4):
        enters(cast, number, wrong)
    assert cast.open_tasks(number) == [DESK]
    assert cast.mails("marta", "reset") == []
    cast.dana.does(number, DESK, proven=True, proof="card")
    cast.works()
    assert cast.request(number).outcome == "fulfilled"
    assert len(cast.mails("marta", "reset")) == 1  # to its owner: the desk sees no link and no password
    assert cast.mails("dana", "reset") == []


def test_the_right_code_is_worth_nothing_after_five_wrong_ones(cast: Cast) -> None:
    number = ordered(cast)
    code = code_of(cast, "marta")
    fails_five_times(cast, number, code=another(code))
    assert cast.marta.has_nothing(number)


def test_another_code_does_not_bring_back_the_tries(cast: Cast) -> None:
    number = ordered(cast)
    for _ in range(4):
        enters(cast, number, another(code_of(cast, "marta")))
    asks_again(cast, number)
    enters(cast, number, another(code_of(cast, "marta")))
    assert cast.open_tasks(number) == [DESK]


def test_not_proven_at_the_desk(cast: Cast) -> None:
    number = ordered(cast)
    fails_five_times(cast, number, code=another(code_of(cast, "marta")))
    with pytest.raises(InvalidForm):
        cast.dana.does(number, DESK, proven=False)
    cast.dana.does(number, DESK, proven=False, reason="The card was somebody else's.")
    request = cast.request(number)
    assert (request.outcome, request.reason) == ("rejected", "The card was somebody else's.")
    assert cast.mails("marta", "reset") == []


def test_the_desk_is_reminded(cast: Cast) -> None:
    number = ordered(cast)
    fails_five_times(cast, number, code=another(code_of(cast, "marta")))
    cast.later(hours=4, minutes=1)
    assert len(cast.mails("dana", "reminder")) == 1
    assert cast.open_tasks(number) == [DESK]


def test_a_code_expires_after_a_quarter_of_an_hour(cast: Cast) -> None:
    number = ordered(cast)
    assert cast.marta.task(number).due_at is not None
    cast.later(minutes=14)
    enters(cast, number, another(code_of(cast, "marta")))  # a wrong try gives no more time
    cast.later(minutes=2)
    request = cast.request(number)
    assert (request.state, request.outcome) == ("ended", "rejected")
    assert cast.mails("marta", "reset") == []


def test_the_newest_code_counts_and_it_alone(cast: Cast) -> None:
    number = ordered(cast)
    first = code_of(cast, "marta")
    asks_again(cast, number)
    second = code_of(cast, "marta")
    if first != second:
        enters(cast, number, first)
        assert cast.open_tasks(number) == [ENTER]
    enters(cast, number, second)
    assert cast.request(number).outcome == "fulfilled"


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
        number = requests.submit(cast.dana.actor, "password_reset", {"account": "marta"}, "marta").number
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
