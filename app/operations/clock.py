"""The clock row: moves time for the whole house, in tests and demos only."""

from app.db import ring, session
from app.errors import Forbidden
from app.models.setting import Setting
from app.operations import house, journal

KEY = "clock.offset"


def move(seconds: float | None) -> None:
    """Shift the clock by `seconds` more; None goes back to the true time. Raises Forbidden on a real house."""
    if not house.config().is_demo:
        raise Forbidden("The clock of a real house is not moved; only demo and test databases allow it.")
    row = session().get(Setting, KEY)
    if row is None:
        row = Setting(key=KEY, value="0")
        session().add(row)
    row.value = "0" if seconds is None else str(float(row.value) + seconds)
    session().flush()
    session().info["now"] = None
    journal.write(
        0, "laneway", "clock.moved", f"The clock stands {row.value} s beside the true time.", offset=row.value
    )
    for topic in ("timer", "call", "outbox"):
        ring(topic)
