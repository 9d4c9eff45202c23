"""A SQLite file that could not be written for a while is written again by the process that found it so."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event, text

from app.config import Config
from app.db import db, session, transaction
from app.errors import Busy
from app.factory import create_app


def test_what_was_opened_to_read_only_is_given_up(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_app(Config(var=tmp_path, database_url=sqlite_url)).app_context():
        with transaction():
            session().execute(text("create table kept (word text)"))
        write = text("insert into kept values ('yes')")
        db.session.remove()
        db.engine.dispose()

        def reads(*_words: object) -> sqlite3.Connection:
            return sqlite3.connect(f"file:{db.engine.url.database}?mode=ro", uri=True)

        event.listen(db.engine, "do_connect", reads)  # whoever runs the tests may write any file: opened as if not
        for _again in range(2):
            with pytest.raises(Busy), transaction():
                session().execute(write)
        event.remove(db.engine, "do_connect", reads)
        with transaction():
            session().execute(write)
        db.session.remove()
        db.engine.dispose()
