"""Password reset: identity first, then a link; nobody but the owner ever sees or chooses a password."""

import pytest
from sqlalchemy import select

from app.db import reading, session, transaction
from app.errors import InvalidForm, NotFound
from app.models.call import Call
from app.models.instance import Instance
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.proof import Proof
from app.models.session import Session
from app.models.task import Task
from app.operations import password_links, passwords, sessions
from app.operations.people import person_of
from tests.fixtures.cast import Cast
from tests.journeys.resetting import DESK, ENTER, another, asks_again, code_of, enters, fails_five_times, ordered


def test_the_right_code_brings_a_link_and_the_link_a_password(cast: Cast) -> None:
    number = ordered(cast)
    assert cast.open_tasks(number) == [ENTER]
    enters(cast, number, code_of(cast, "marta"))
    request = cast.request(number)
    assert (request.state, request.outcome) == ("ended", "fulfilled")
    secret = cast.mails("marta", "reset")[0]["text"].split("/password/")[1].split()[0]
    with transaction():
        sessions.begin(person_of("marta"))
        password_links.set_by_link(
            secret, "two bridges in fog", passwords.hashed("two bridges in fog"), keep_tokens=False
        )
    with reading():
        assert session().scalars(select(Session)).all() == []
    assert len(cast.mails("marta", "password-changed")) == 1
    with pytest.raises(NotFound), transaction():
        password_links.set_by_link(secret, "three bridges in fog", "x", keep_tokens=False)
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
