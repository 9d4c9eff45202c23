"""The tables, brought to a revision under migrations/. The one place that loads the tool for it, which with all its
dialects takes memory: whoever serves pages or works does without it.
"""

import sys
import time

from flask import current_app
from flask_migrate import Migrate, upgrade
from sqlalchemy.exc import OperationalError

from app.away import reason
from app.config import ROOT
from app.db import db
from app.errors import Busy

FOLDER = str(ROOT / "migrations")
IN_USE = frozenset({"40P01", "55P03"})  # PostgreSQL's codes for a deadlock and for a lock that was not had in time
LOCK_WAIT = "2s"
TRIES = 20
PAUSE = 1.0  # seconds, in which those who waited behind the migration have their turn


def bring(revision: str = "head") -> None:
    """The tables of the house whose context is open; those that are there already stay. A migration that meets the work
    of others begins again; those before it are done. Raises OperationalError, and Busy when others never let go.
    """
    Migrate(current_app, db, directory=FOLDER, render_as_batch=True)
    for left in reversed(range(TRIES)):
        try:
            upgrade(directory=FOLDER, revision=revision)
            break
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) not in IN_USE:
                raise
            if not left:
                raise Busy(
                    f"The tables are in use ({reason(error)}). What was brought on is kept; try again."
                ) from error
            sys.stderr.write(f"The tables are in use ({reason(error)}); trying again.\n")
            time.sleep(PAUSE)
