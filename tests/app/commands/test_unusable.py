"""Tables that are not this release's are told as such, and not as a database that is away for a moment."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from app.commands import unusable


@pytest.mark.parametrize("statement", ["insert into one (two) values (3)", "select two from one", "select 1 from two"])
def test_what_is_lacking(database_url: str, statement: str) -> None:
    engine = create_engine(database_url or "sqlite://")
    with engine.connect() as connection:
        connection.execute(text("create table one (three integer)"))
        with pytest.raises(DBAPIError) as met:
            connection.execute(text(statement))
    engine.dispose()
    assert "Run `laneway prepare` first." in (unusable.sentence(met.value) or "")
