"""Writing down what the outside already did: tried again while the database is busy.

Losing the answer of a call means making the call once more, so a lock held by somebody else is waited for here.
"""

import time
from collections.abc import Callable

from app.db import transaction
from app.errors import Busy, LaterRelease

PAUSES = (0.1, 0.3, 1.0, 3.0)  # seconds between tries; together with the lock time-out well inside a lease


def settle(write: Callable[[], None]) -> None:
    """Run `write` in one transaction. Raises Busy when the database stays busy, else what `write` raises."""
    for pause in PAUSES:
        try:
            with transaction():
                return write()
        except LaterRelease:  # waiting a few seconds does not help
            raise
        except Busy:
            time.sleep(pause)
    with transaction():
        return write()
