"""Every hostile mail of the corpus, as the mail server's pipe would deliver it: none orders, decides, comments or is
answered, whatever it says, while somebody's approval waits that may be decided by a reply.

A mail begins nothing in this house: where the list has a request made of one, or one put aside, nothing follows.
"""

import csv
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from app.catalogue import replies
from app.commands import mail
from app.db import reading, session
from app.models.approval import Approval
from app.models.comment import Comment
from app.models.file import File
from app.models.outbox import Outbox
from app.models.request import Request
from tests.app.catalogue.forms.test_evil import evil
from tests.app.operations.ruled import waiting
from tests.app.operations.test_replying import asked, outcome
from tests.fixtures.bounded import bounded

__all__ = ["evil"]
LARGE = 500_000  # bytes: takes seconds to read, and once is enough
KEPT = (Request, Approval, Comment, File, Outbox)


def counted() -> list[int]:
    with reading():
        return [session().scalar(select(func.count()).select_from(one)) or 0 for one in KEPT]


def test_nothing_follows(sqlite_house: Flask, evil: Path) -> None:
    request, _jonas, thread = asked()
    before, came = counted(), 0
    with (evil.parent / "evil_mails" / "expectations.csv").open() as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        raw = (evil.parent / "evil_mails" / row["file"]).read_bytes()
        for given in (raw, threaded(raw, thread))[: 1 if len(raw) > LARGE else 2]:
            with bounded(15, row):
                assert mail._taken(replies.read(given, "mx.example.net", "localhost")) in ("ignored", "refused"), row
            came += 1
    assert counted() == before
    assert (outcome(request), waiting(request), came > 60) == (None, ["jonas"], True)
    assert list(Path("/tmp").glob("laneway-pwned*")) == []


def threaded(raw: bytes, thread: str) -> bytes:
    """The same as a reply to the mail that asks for the decision."""
    return f"In-Reply-To: {thread}\r\n".encode() + raw
