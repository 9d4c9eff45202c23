"""Whether the tables are those of this release. Only reads."""

from functools import lru_cache

from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from app.config import ROOT
from app.db import session


def behind() -> bool:
    """True when migrations of this release were not run yet. Tables made without migrations are taken as they are."""
    connection = session().connection()
    if not inspect(connection).has_table("alembic_version"):
        return False
    return set(connection.execute(text("select version_num from alembic_version")).scalars()) != heads()


@lru_cache(maxsize=1)
def heads() -> set[str]:
    """The newest revisions under migrations/."""
    return set(ScriptDirectory(str(ROOT / "migrations")).get_heads())
