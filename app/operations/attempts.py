"""Throttling without a cache: tries are counted in rows, and the wait grows with them.

Counted before the secret is looked at, so that a thousand tries at once gain nothing. Never ends a session: whoever is
signed in stays so while somebody else guesses (ASVS 5.0.0, 6.3.1).
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from app.db import now, session
from app.errors import TooMany
from app.models.attempt import Attempt


@dataclass(frozen=True)
class Rule:
    """After `free` tries the wait is one second and doubles up to `longest`; `forget` seconds of quiet clear it."""

    purpose: str
    free: int
    longest: int
    forget: int


KEPT = timedelta(days=2)
ACCOUNT = Rule("account", free=5, longest=300, forget=3600)
ADDRESS = Rule("address", free=30, longest=60, forget=3600)
RESET = Rule("reset", free=3, longest=3600, forget=3600)
CODE = Rule("code", free=3, longest=3600, forget=3600)
CODE_OWNER = Rule("code-owner", free=3, longest=3600, forget=3600)
DECIDE_ADDRESS = Rule("decide-address", free=30, longest=300, forget=3600)
RESET_ADDRESS = Rule("reset-address", free=20, longest=3600, forget=3600)


def count(rule: Rule, whom: str) -> None:
    """One more try. Raises TooMany with `retry_after` seconds while the wait lasts; waiting tries are not counted."""
    moment = now()
    row = session().get(Attempt, key(rule, whom), with_for_update=True)
    if row is None or moment - row.last_at > timedelta(seconds=rule.forget):
        _begin(rule, whom, moment)
        return
    left = wait(rule, row.count) - (moment - row.last_at).total_seconds()
    if left > 0:
        raise TooMany(retry_after=int(left) + 1)
    row.count, row.last_at = row.count + 1, moment


def clear(rule: Rule, whom: str) -> None:
    """Forget the tries: it was the right person."""
    session().execute(delete(Attempt).where(Attempt.key == key(rule, whom)))


def allowed(rule: Rule, whom: str) -> bool:
    """True when this try is within `free` in the last `forget` seconds; counts it. For what is refused in silence."""
    moment = now()
    row = session().get(Attempt, key(rule, whom), with_for_update=True)
    if row is None or moment - row.first_at > timedelta(seconds=rule.forget):
        _begin(rule, whom, moment)
        return True
    row.count, row.last_at = row.count + 1, moment
    return row.count <= rule.free


def forget() -> None:
    """Rows of those who gave up long ago."""
    session().execute(delete(Attempt).where(Attempt.last_at < now() - KEPT))


def wait(rule: Rule, tries: int) -> float:
    """Seconds to wait after so many tries."""
    return 0 if tries < rule.free else float(min(2 ** min(tries - rule.free, 20), rule.longest))


def key(rule: Rule, whom: str) -> str:
    """The row's primary key: the purpose and the SHA-256 of whom it counts, so that the table names nobody."""
    return f"{rule.purpose}:{hashlib.sha256(whom.casefold().encode()).hexdigest()}"


def _begin(rule: Rule, whom: str, moment: datetime) -> None:
    session().merge(Attempt(key=key(rule, whom), count=1, first_at=moment, last_at=moment))
    session().flush()
