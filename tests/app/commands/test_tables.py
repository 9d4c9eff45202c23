"""Tables are brought on while others work with them: a migration that cannot have its locks begins again."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from app.commands import tables
from app.config import Config
from app.db import db, reading
from app.errors import Busy
from app.factory import create_app
from app.queries import schema

BEFORE = "0030"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_somebody_holds_a_table(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "TRIES", 2)
    monkeypatch.setattr(tables, "LOCK_WAIT", "50ms")
    with create_app(Config(var=tmp_path, database_url=database_url)).app_context():
        tables.bring(BEFORE)
        with db.engine.connect() as other:

            def lets_go(_seconds: float) -> None:
                other.rollback()

            other.execute(text("LOCK TABLE saved_view IN ACCESS SHARE MODE"))  # as any reader does
            with monkeypatch.context() as now:
                now.setattr(tables.time, "sleep", lambda _seconds: None)
                with pytest.raises(Busy, match=r"in use.*lock timeout"):
                    tables.bring()
            assert inspect(db.engine).get_columns("saved_view")
            monkeypatch.setattr(tables.time, "sleep", lets_go)
            tables.bring()
        with reading():
            assert schema.up_to_date()
        db.session.remove()
        db.engine.dispose()
