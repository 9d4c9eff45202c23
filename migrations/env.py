"""Runs migrations inside the app's own engine: one transaction for all, on both databases.

Two processes that start at once migrate one after the other: SQLite's write lock, PostgreSQL's advisory lock.
"""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection, text

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


def prepare(connection: Connection) -> None:
    """A migration may take longer than a request, and waits for another one."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL lock_timeout = '60s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def run() -> None:
    """Migrate, or compare with the models for autogenerate."""
    db = current_app.extensions["migrate"].db
    with db.engine.connect().execution_options(laneway_write=True) as connection, connection.begin():
        prepare(connection)
        rules = {"compare_type": same_type, "include_object": ours}
        settings = {**current_app.extensions["migrate"].configure_args, **rules}
        context.configure(
            connection=connection, target_metadata=db.metadata, render_item=render, transactional_ddl=True, **settings
        )
        with context.begin_transaction():
            context.run_migrations()


run()
