"""Whether a house stands already, so that its pages need not wait for what a start looks after. Only looks."""

import sqlite3
from contextlib import closing

from launcher.places import ROOT
from launcher.settings import Settings

MIGRATIONS = ROOT / "migrations" / "versions"


def stands(wanted: Settings) -> bool:
    """The embedded database has the newest tables of this checkout. Of any other database: no, it is not asked."""
    file = wanted.var.absolute() / "laneway.db"
    if wanted.database_url or not file.is_file():
        return False
    newest = max(path.name.partition("_")[0] for path in MIGRATIONS.glob("[0-9]*.py"))
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute("SELECT version_num FROM alembic_version").fetchall() == [(newest,)]
    except sqlite3.Error:
        return False
