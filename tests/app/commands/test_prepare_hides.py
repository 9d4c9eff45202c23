"""What an older release kept whole of what forms call secret is hidden when this one is prepared, and only that."""

from pathlib import Path

from flask import Flask
from sqlalchemy import delete, select

from app.commands import backup
from app.commands.prepare import hide_secrets
from app.db import reading, session, transaction
from app.host import open_host
from app.models.approval import Approval
from app.models.request import Request
from app.models.setting import Setting
from app.operations import importing, requests
from tests.app.backup.everyday import entered
from tests.app.backup.test_kept_houses import KEPT
from tests.fixtures.cast import Cast
from tests.reliability.test_canary_answers import hidden
from tests.reliability.test_planted import ITEM
from workflows.values import dumps, loads

SECRET = "canary-ordered-4c1"
WORDS = {"reference": "a", "mood": "glad", "wait": "PT1H", "patience": "PT9H", "target": "http://127.0.0.1:9/"}


def publish() -> None:
    """An errand whose mood is secret."""
    files = {path.name: path.read_bytes() for path in ITEM.iterdir()}
    files["order.form"] = hidden(files["order.form"], "mood")
    with transaction():
        row = importing.import_files(files)
        assert row.state == "published", row.problems


def as_before(number: str) -> None:
    """The rows as a release wrote them that hid nothing, in a house that this one has not prepared."""
    with transaction():
        row = session().get_one(Request, int(number[4:]))
        row.answers = dumps({**loads(row.answers), "mood": SECRET})
        row.search = f"{row.search} {SECRET}"
        for one in session().scalars(select(Approval).where(Approval.request_id == row.id)):
            one.seen = dumps({**loads(one.seen), "mood": SECRET})
        session().execute(delete(Setting).where(Setting.key == "ready.secrets"))


def row_of(number: str) -> Request:
    with reading():
        return session().get_one(Request, int(number[4:]))


def test_an_order_from_before_is_hidden(house: Flask, cast: Cast) -> None:
    publish()
    number = cast.marta.orders("errand", {**WORDS, "mood": "*"})
    cast.jonas.approves(number)
    with transaction():
        requests.comment(cast.marta.actor, number, "It is the Blue door.")
    as_before(number)
    hide_secrets()
    row = row_of(number)
    assert (SECRET in row.search, loads(row.answers)["mood"]) == (False, "***")
    assert all(word in row.search for word in (number.lower(), "marta", "blue door"))
    with reading():
        assert SECRET not in session().scalars(select(Approval.seen).where(Approval.request_id == row.id)).one()
        assert house


def test_nothing_else_of_a_kept_house_changes(tmp_path: Path) -> None:
    with entered(tmp_path, "", open_host):
        assert backup.restore([str(KEPT[0])]) == 0
        with reading():
            before = session().execute(select(Request.id, Request.search, Request.answers)).all()
        hide_secrets()
        with reading():
            assert session().execute(select(Request.id, Request.search, Request.answers)).all() == before
            assert before
