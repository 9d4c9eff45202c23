"""When to try again: pure arithmetic, the same answer for the same row and attempt.

The wait is base * 2^(n-1) seconds after the nth try, one hour at most, spread by 20 % either way so that a hundred rows
which failed together do not come back together. The spread comes from a hash, not from chance, so that tests can
foretell it.
"""

import hashlib

LONGEST = 3600.0
SPREAD = 0.2


def delay(attempt: int, key: str, base: float, asked: float | None = None) -> float:
    """Seconds until the next try after failed attempt `attempt` (1 = the first) of the row `key`.

    `base`: Config.retry_seconds. `asked`: what the other side asked for (Retry-After); never shorter than that, but
    still no longer than an hour, because a peer's mistake must not park a request for a year.
    """
    growing = min(base * 2.0 ** min(max(attempt, 1) - 1, 30), LONGEST)
    spread = 1 + SPREAD * (2 * _share(f"{key}:{attempt}") - 1)
    return min(max(growing * spread, asked or 0.0), LONGEST)


def patient(waited: float, key: str) -> float:
    """Seconds until the next try of what has waited for `waited` already: as long again, an hour at most. What seems to
    wait since a moment to come (the clock was put back) is tried once a second.
    """
    again = min(max(waited, 1.0), LONGEST / (1 + SPREAD))
    return again * (1 + SPREAD * (2 * _share(f"{key}:{waited:.0f}") - 1))


def _share(text: str) -> float:
    """A number from 0 up to 1, evenly spread over texts."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6]) / 2**48
