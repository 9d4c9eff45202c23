"""Which format of an instance's state the release reads that was prepared here last. One small row."""

from app.db import session
from app.models.setting import Setting
from workflows.state import READS

KEY = "release.reads"
UNTOLD = 1  # what the releases read that did not write it down


def note() -> None:
    """This release was prepared here."""
    row = session().get(Setting, KEY)
    if row is None:
        session().add(Setting(key=KEY, value=str(READS)))
    elif row.value != str(READS):
        row.value = str(READS)


def reads() -> int:
    """The newest format that the release prepared here last can open."""
    row = session().get(Setting, KEY)
    return int(row.value) if row else UNTOLD
