"""The clock row: moves time for the whole house, in tests and demos only."""

from datetime import datetime

from app.db import now, ring, session
from app.errors import Forbidden
from app.language import gettext as _
from app.models.setting import Setting
from app.operations import house, journal

KEY = "clock.offset"


def move(seconds: float | None) -> None:
    """Shift the clock by `seconds` more; None goes back to the true time. Raises Forbidden on a real house."""
    row = _row()
    if seconds is None and not float(row.value):
        return
    _set(row, 0.0 if seconds is None else float(row.value) + seconds)
    journal.write(
        0, "laneway", "clock.moved", f"The clock stands {row.value} s beside the true time.", offset=row.value
    )


def stand(moment: datetime) -> None:
    """Make it `moment` while the past of a demo is told; end that with move(None). Not journalled: nobody is there yet.

    Raises Forbidden on a real house.
    """
    row = _row()
    _set(row, float(row.value) + (moment - now()).total_seconds())


def _row() -> Setting:
    if not house.config().is_demo:
        raise Forbidden(_("The clock of a real house is not moved; only demo and test databases allow it."))
    row = session().get(Setting, KEY)
    if row is None:
        row = Setting(key=KEY, value="0")
        session().add(row)
    return row


def _set(row: Setting, seconds: float) -> None:
    row.value = str(seconds) if seconds else "0"
    session().flush()
    session().info["now"] = None
    for topic in ("timer", "call", "outbox"):
        ring(topic)
