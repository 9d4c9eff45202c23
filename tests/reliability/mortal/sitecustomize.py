"""Loaded by Python itself into the processes of test_killed_parts (through PYTHONPATH), and by nothing else.

A commit point is what a transaction writes: its name comes from the SQL, so that the program needs no hook for it.
The file named by LANEWAY_TEST_DEATHS holds the next deaths, one a line ("before complete", "after mail-sent"); whoever
comes to the point of the first line takes that line away and kills itself, on the side of the commit that it says.
"""

import fcntl
import os
import re
import signal
import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

ORDERS = Path(os.environ["LANEWAY_TEST_DEATHS"])
POINTS = {
    "submit": re.compile(r'^INSERT INTO "?request"? '),
    "complete": re.compile(r'^UPDATE "?task"? SET [^;]*\bcompleted_at='),
    "grant": re.compile(r'^INSERT INTO "?entitlement"? '),
    **{
        f"{name}-{what}": re.compile(rf'UPDATE "?{table}"? SET (?:(?!WHERE)[\s\S])*\b{column}=')
        for name, table in (("call", "call"), ("timer", "timer"), ("mail", "outbox"))
        for what, column in (("claimed", "lease_token"), ("settled", "done_at"))
    },
    **{
        f"schedule-{what}": re.compile(rf'UPDATE "?schedule"? SET (?:(?!WHERE)[\s\S])*\b{column}=')
        for what, column in (("claimed", "lease_token"), ("settled", "turn"))
    },
    **{
        f"suspension-{what}": re.compile(rf'UPDATE "?suspension"? SET (?:(?!WHERE)[\s\S])*\b{column}=')
        for what, column in (("claimed", "lease_token"), ("settled", "done_at"))
    },
    "resumed": re.compile(r'^UPDATE "?standstill"? SET [^;]*\bended_at='),
}
_committed = threading.local()


def _note(connection: Connection, _cursor: Any, statement: str, *_more: Any) -> None:
    for name, pattern in POINTS.items():
        if pattern.search(statement):
            connection.info.setdefault("points", set()).add(name)


def _before(connection: Connection) -> None:
    _committed.points = connection.info.pop("points", set())
    _perhaps("before")


def _after(_session: Session) -> None:
    _perhaps("after")
    _committed.points = set()


def _undone(connection: Connection) -> None:
    connection.info.pop("points", None)


def _perhaps(side: str) -> None:
    for point in getattr(_committed, "points", ()):
        _die_if_told(f"{side} {point}")


def _die_if_told(here: str) -> None:
    try:
        with ORDERS.open("r+") as orders:
            fcntl.flock(orders, fcntl.LOCK_EX)  # one death for one line; a killed process lets go
            first, _, left = orders.read().partition("\n")
            if first != here:
                return
            orders.seek(0)
            orders.truncate()
            orders.write(left)
            orders.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    except FileNotFoundError:
        return


event.listen(Engine, "before_cursor_execute", _note)
event.listen(Engine, "commit", _before)
event.listen(Engine, "rollback", _undone)
event.listen(Session, "after_commit", _after)
