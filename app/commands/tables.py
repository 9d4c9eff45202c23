"""The tables, brought to a revision under migrations/. The one place that loads the tool for it, which with all its
dialects takes memory: whoever serves pages or works does without it.
"""

from flask import current_app
from flask_migrate import Migrate, upgrade

from app.config import ROOT
from app.db import db

FOLDER = str(ROOT / "migrations")


def bring(revision: str = "head") -> None:
    """The tables of the house whose context is open; those that are there already stay. Raises OperationalError."""
    Migrate(current_app, db, directory=FOLDER, render_as_batch=True)
    upgrade(directory=FOLDER, revision=revision)
