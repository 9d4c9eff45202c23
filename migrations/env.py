"""Runs migrations inside the app's own engine. Two processes that start at once migrate one after the other: SQLite's
write lock, PostgreSQL's advisory lock.

On SQLite all are one transaction. On PostgreSQL each is one of its own: parts of the release before go on meanwhile,
and who held the locks of several migrations together would soon hold what they wait for.
"""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection, MetaData, text

from app.commands import tables
from app.db import Moment
from app.models.money import Amount
from app.models.request import TRIGRAMS

LOCK = 7_000_000_001


def render(kind: str, item: Any, _context: AutogenContext) -> str | bool:
    """Our types by what they are in the tables, so that an old migration needs no code of today."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Amount):
        return "sa.Numeric(18, 4).with_variant(sa.String(32), 'sqlite')"
    return False


def ours(_object: Any, name: str | None, *_more: Any) -> bool:
    """Whether autogenerate compares it with the models."""
    return name != TRIGRAMS


def same_type(_context: Any, _column: Any, _metadata_column: Any, _found: Any, wanted: Any) -> bool | None:
    """Ours are compared by what render() says of them."""
    return False if isinstance(wanted, (Moment, Amount)) else None


def run() -> None:
    """Migrate, or compare with the models for autogenerate."""
    db = current_app.extensions["migrate"].db
    with db.engine.connect().execution_options(laneway_write=True) as connection:
        if connection.dialect.name == "postgresql":
            try:
                alone(connection)
                migrate(connection, db.metadata, transaction_per_migration=True)
            finally:
                connection.invalidate()
        else:
            with connection.begin():
                migrate(connection, db.metadata)


def alone(connection: Connection) -> None:
    """One at a time; what is said holds for the session, which ends with this. A migration may take long, but waits
    briefly for a lock: all who want the same table wait behind it.
    """
    connection.execute(text("SET statement_timeout = 0"))
    connection.execute(text("SET lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
    connection.execute(text("SELECT set_config('lock_timeout', :wait, false)"), {"wait": tables.LOCK_WAIT})
    connection.commit()


def migrate(connection: Connection, metadata: MetaData, **more: bool) -> None:
    """All that there is to run, on this connection."""
    rules = {"compare_type": same_type, "include_object": ours, **more}
    settings = {**current_app.extensions["migrate"].configure_args, **rules}
    context.configure(
        connection=connection, target_metadata=metadata, render_item=render, transactional_ddl=True, **settings
    )
    with context.begin_transaction():
        context.run_migrations()


run()
