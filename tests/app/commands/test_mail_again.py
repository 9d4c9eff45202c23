"""`laneway mail --again`: what the mail server did not take in its time."""

import pytest
from flask import Flask

from app.commands import mail as command
from app.db import reading, session, transaction
from app.models.outbox import Outbox
from app.operations import outbox
from tests.fixtures.callers import person


def test_what_was_given_up_is_ready_with_all_its_tries(
    sqlite_house: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "open_host", lambda: sqlite_house)
    with transaction():
        for words in ("one", "two"):
            outbox.mail(person("marta"), "said", words, words, key=words)
    with transaction():
        row = session().query(Outbox).filter_by(key="one").one()
        row.state, row.attempts, row.error = "dead", 6, "The mail server does not answer."
    assert command.main(["--again"]) == 0
    assert capsys.readouterr().out == "1 will be sent again.\n"
    with reading():
        row = session().query(Outbox).filter_by(key="one").one()
        assert (row.state, row.attempts, row.error) == ("ready", 0, "")
    assert command.main(["--again"]) == 0
    assert capsys.readouterr().out == "0 will be sent again.\n"
