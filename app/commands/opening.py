"""The house that the settings name, opened for one command and closed again."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.db import db
from app.host import open_host


@contextmanager
def opened() -> Iterator[None]:
    """Inside its context; its connections are closed at the end. Raises BadSetting."""
    with open_host().app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
