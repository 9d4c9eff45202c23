"""What a transaction knows of a request that it has made itself: its tasks and its timers, so that the answer to an
order reads none of them again.

Known only while nothing but the first Step of its process has touched them; from then on they are read like anybody
else's. Never writes; app.db forgets it with the transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.beside import keeps
from app.db import session
from app.models.task import Task
from app.session_cache import hold

NAME = "just_made"  # under this name the session keeps it
keeps(NAME)


@dataclass
class JustMade:
    """`tasks`: in the order of their ids; `beside`: ids of those that are offered by name; `timers`: (id, element,
    run_at).
    """

    request_id: int
    tasks: list[Task] = field(default_factory=list)
    beside: set[int] = field(default_factory=set)
    timers: list[tuple[int, str, datetime]] = field(default_factory=list)


def begin(request_id: int) -> None:
    """This transaction makes the request: whatever it has is told here."""
    session().info[NAME] = JustMade(request_id)


def known(request_id: int) -> JustMade | None:
    """None where it is not, or no longer, known."""
    found: JustMade | None = session().info[NAME]
    return found if found is not None and found.request_id == request_id else None


def forget() -> None:
    """Something else has touched what was known."""
    session().info[NAME] = None


def opened(request_id: int, tasks: Iterable[Task], beside: Iterable[int]) -> None:
    """Tasks were written, and the ids of those that were offered by name."""
    made = known(request_id)
    if made is not None:
        made.tasks += tasks
        made.beside.update(beside)
        hold(*made.tasks)


def waits(rows: list[dict[str, Any]]) -> None:
    """Timers that are written with these values, their ids among them."""
    made: JustMade = session().info[NAME]
    made.timers += [(row["id"], row["element"], row["run_at"]) for row in rows]
