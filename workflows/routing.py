"""How the work of a group finds its person, as a step's properties say it: strategy, skills, effort. Only reads texts.

Knows no people; who they are and what they have to do is the host's (app/operations/routing.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

#: pull: whoever takes it. lead: whoever answers for the group hands it out. earlier: who did the step named there.
STRATEGIES = ("pull", "round_robin", "least_load", "skills", "earlier", "lead")
STRATEGY, SKILLS, POINTS, EARLIER = "assign", "skills", "points", "earlier"
LEVELS = (1, 2, 3, 4)
MOST_POINTS = 100
_SKILL = re.compile(r"(?P<name>[^,<>=≥]{1,60}?)\s*(?:(?:>=|≥)\s*(?P<level>[1-4]))?")


@dataclass(frozen=True)
class Routing:
    """`skills`: (name, least level), all of them wanted; `points`: the effort; `earlier`: id of a step."""

    strategy: str = "pull"
    skills: tuple[tuple[str, int], ...] = ()
    points: int = 1
    earlier: str = ""


def routing(properties: Mapping[str, object]) -> Routing:
    """What the properties say; what lint refuses is read as if it were not there."""
    return _read(*(_text(properties, name) for name in (STRATEGY, SKILLS, POINTS, EARLIER)))


@lru_cache(maxsize=1000)
def _read(strategy: str, skilled: str, points: str, earlier: str) -> Routing:
    return Routing(
        strategy if strategy in STRATEGIES else "pull",
        tuple(one for one in skills(skilled) if one is not None),
        points_of(points) or 1,
        earlier,
    )


def skills(text: str) -> list[tuple[str, int] | None]:
    """ "SAP >= 2, Welding" as names with levels; None for each part that says something else."""
    found = [_SKILL.fullmatch(part.strip()) for part in text.split(",") if part.strip()]
    return [(one["name"].strip(), int(one["level"] or 1)) if one else None for one in found]


def points_of(text: str) -> int | None:
    """A whole number from 1 to 100."""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST_POINTS else None


def _text(properties: Mapping[str, object], name: str) -> str:
    return str(properties.get(name) or "").strip()
