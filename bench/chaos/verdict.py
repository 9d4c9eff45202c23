"""All invariants at once, sorted by their number. A run in which nothing happened is a violation itself (I0)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bench.chaos import effects, history, promises, witnessed
from bench.chaos.outside import Effect
from bench.chaos.promises import Dump
from bench.chaos.record import Record

NAMES = tuple(f"I{n}" for n in range(14))
LEAST = 5  # orders, effects, timers: with fewer a run says nothing


@dataclass
class Evidence:
    """What a run leaves. `more`: violations that were found on the spot."""

    record: Record
    ledger: list[Effect]
    letters: list[tuple[str, str]]
    during: Dump
    dump: Dump
    healed: datetime
    more: list[str] = field(default_factory=list)


def violations(found: Evidence, least: int = LEAST) -> list[str]:
    """Every broken promise as a sentence that begins with its number."""
    dump = found.dump
    return [
        *vacuous(found, least),
        *promises.whole(found.during),
        *promises.whole(dump),
        *promises.calls_applied_once(dump),
        *witnessed.all_of(found.record, dump),
        *effects.applied(found.ledger, dump),
        *effects.poison(dump),
        *effects.left(dump),
        *effects.told(dump),
        *effects.punctual(dump, found.healed),
        *history.legal(dump),
        *history.verifies(dump["journal"]),
        *promises.letters_arrived(dump, found.letters),
        *found.more,
    ]


def vacuous(found: Evidence, least: int) -> Iterable[str]:
    """I0: enough was accepted, done outside and timed."""
    counts = {
        "accepted orders": sum(1 for _ in found.record.of("order", "ok")),
        "completed tasks": sum(1 for _ in found.record.of("complete", "ok")),
        "effects": sum(effect.applied for effect in found.ledger),
        "timers": sum(row["state"] == "done" for row in found.dump["timers"]),
        "letters": len(found.letters),
    }
    return [f"I0: only {n} {what}" for what, n in counts.items() if n < least]


def by_invariant(said: Iterable[str]) -> dict[str, int]:
    """How many of each."""
    counts = dict.fromkeys(NAMES, 0)
    for one in said:
        counts[one.partition(":")[0]] += 1
    return counts
