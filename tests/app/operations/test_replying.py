"""A reply decides for whoever the mail was for, once; what is not proved is refused and journalled."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue import replies
from app.commands.mail import _taken
from app.db import reading, session
from app.models.approval import Approval
from app.models.comment import Comment
from app.models.decision_link import DecisionLink
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.person import Person
from tests.app.catalogue.test_replies import message
from tests.app.operations.ruled import order, outcome, publish, waiting

pytestmark = pytest.mark.usefixtures("house")
MANAGER = {"id": "R1", "who": "manager"}


def asked(way: str = "reply") -> tuple[int, str, str]:
    """A request that waits for Jonas; his address, and the Message-ID of the mail that asks him."""
    publish(MANAGER, decide_by_mail=way)
    request = order("marta", 10)
    with reading():
        email = session().scalars(select(Person.email).where(Person.login == "jonas")).one()
        thread = session().scalars(select(DecisionLink.thread).order_by(DecisionLink.id.desc()).limit(1)).one()
    return request, email, f"<{thread}@localhost>"


def sent(text: str, address: str, thread: str, number: int = 1, **headers: str) -> str:
    domain = address.rpartition("@")[2]
    proof = {"Authentication_Results": f"mx; dmarc=pass header.from={domain}", **headers}
    raw = message(text, From=address, In_Reply_To=thread, Message_ID=f"<{number}@{domain}>", **proof)
    return _taken(replies.read(raw, "mx", "localhost"))


def refusals(request: int) -> int:
    with reading():
        found = select(Journal).where(Journal.request_id == request, Journal.kind == "mail.refused")
        return len(session().scalars(found).all())


def comments(request: int) -> list[str]:
    with reading():
        return list(session().scalars(select(Comment.text).where(Comment.request_id == request).order_by(Comment.id)))


def test_rejected_with_the_reason(house: Flask) -> None:
    request, jonas, thread = asked()
    assert sent("Ablehnen: kein Budget\n\n> Reject or approve?", jonas, thread) == "decided"
    assert outcome(request) == "reject"
    with reading():
        row = session().scalars(select(Approval).where(Approval.request_id == request)).one()
        assert (row.decision, row.reason, row.way) == ("reject", "kein Budget", "mail reply")
    assert sent("Ablehnen: kein Budget", jonas, thread) == "known"
    assert sent("Approve", jonas, thread, 2) == "refused"
    with reading():
        told = session().scalars(select(Outbox.payload).where(Outbox.key.contains(":unheard:"))).all()
    assert len(told) == 1
    assert refusals(request) == 1


def test_from_another_address_or_without_proof_nothing_is_decided(house: Flask) -> None:
    request, jonas, thread = asked()
    assert sent("Approve", "evil@evil.example", thread) == "refused"
    assert sent("Approve", jonas, thread, 2, Authentication_Results="mx; dmarc=fail") == "refused"
    assert sent("Approve", jonas, thread, 3, Authentication_Results="evil; dmarc=pass") == "refused"
    assert (outcome(request), waiting(request), refusals(request)) == (None, ["jonas"], 3)
    with reading():
        assert session().scalars(select(Outbox.id).where(Outbox.key.contains(":unheard:"))).all() == []


def test_robots_and_strangers_to_the_thread_are_ignored(house: Flask) -> None:
    request, jonas, thread = asked()
    assert sent("Approve", jonas, thread, 1, Auto_Submitted="auto-replied") == "ignored"
    assert sent("Approve", jonas, "<unknown@localhost>", 2) == "ignored"
    assert (outcome(request), refusals(request), comments(request)) == (None, 0, [])


def test_other_words_become_a_comment(house: Flask) -> None:
    request, jonas, thread = asked()
    assert sent("What is it for?", jonas, thread) == "said"
    assert sent("What is it for?", jonas, thread) == "known"
    assert sent("Reject:", jonas, thread, 2) == "refused"  # without a reason
    assert (outcome(request), comments(request)) == (None, ["What is it for?"])
    assert sent("Approve", jonas, thread, 3) == "decided"
    assert outcome(request) == "approve"


def test_where_the_step_takes_no_reply_a_word_is_only_a_word(house: Flask) -> None:
    request, jonas, thread = asked("login")
    assert sent("Approve", jonas, thread) == "said"
    assert (outcome(request), comments(request)) == (None, ["approve"])
