"""What goes wrong and when: everything from the seed, so that a number plays a run again. Knows no process."""

from dataclasses import dataclass
from random import Random

#: What can be done to whom. A part is killed with all it started, or its first process alone, or one child of it.
FAULTS = (
    ("kill", "web"),
    ("kill parent", "web"),
    ("kill child", "web"),
    ("kill", "worker"),
    ("kill", "worker"),
    ("kill", "scheduler"),
    ("kill", "redis"),
    ("kill", "database"),
    ("pause", "web"),
    ("pause", "worker"),
    ("pause", "worker"),
    ("pause", "scheduler"),
    ("pause", "redis"),
    ("pause", "database"),
    ("pause child", "database"),
    ("kill child", "database"),
    ("restart", "web"),
    ("restart", "worker"),
    ("restart", "scheduler"),
    ("restart", "redis"),
    ("restart", "database"),
    ("wipe", "redis"),
    ("outage", "redis"),
    ("outage", "database"),
    ("delay", "redis"),
    ("reset", "redis"),
    ("stall", "redis"),
    ("delay", "database"),
    ("reset", "database"),
    ("stall", "database"),
)
#: SQLite is a file: it has no process and no line that could be cut.
SERVED_ONLY = "database"
PAUSES = (0.6, 2.2)  # seconds between two faults
LENGTHS = (1.0, 10.0)  # seconds that a pause, an outage or a bad line lasts


@dataclass(frozen=True)
class Fault:
    """`at` seconds after the beginning, `kind` is done to `part`; what lasts, lasts `seconds`. `which`: of several."""

    at: float
    kind: str
    part: str
    seconds: float
    which: int

    @property
    def name(self) -> str:
        """kind:part, as --only names it."""
        return f"{self.kind}:{self.part}"


def faults(seed: int, seconds: float, database: str, only: str = "") -> list[Fault]:
    """The faults of a run. `only`: those whose name begins so. Raises ValueError when none is left."""
    chance = Random(f"faults of {seed}")
    known = [f for f in FAULTS if database == "postgresql" or f[1] != SERVED_ONLY]
    chosen = [(kind, part) for kind, part in known if f"{kind}:{part}".startswith(only)]
    if not chosen:
        names = ", ".join(sorted({f"{kind}:{part}" for kind, part in known}))
        raise ValueError(f"There is no fault {only!r} here; there are {names}.")
    found: list[Fault] = []
    moment = chance.uniform(*PAUSES)
    while moment < seconds:
        kind, part = chance.choice(chosen)
        longest = min(LENGTHS[1], max(2.0, seconds / 3))
        lasts = round(chance.uniform(LENGTHS[0], longest), 2)
        found.append(Fault(round(moment, 2), kind, part, lasts, chance.randrange(100)))
        moment += chance.uniform(*PAUSES)
    return found
