"""Where a game stands: levels being played, and what lasts in them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.workflows.game.plan import Spot


@dataclass(eq=False)
class Field:
    """One instance of a level: what stays in it, tokens waiting at joins by (node, flow), and what can be undone."""

    level: str
    owner: "Stay | None" = None
    stays: list["Stay"] = field(default_factory=list)
    joins: Counter[tuple[str, str]] = field(default_factory=Counter)
    rests: dict[str, set[str]] = field(default_factory=dict)
    done: list[tuple[str, list]] = field(default_factory=list)
    replaced: bool = False
    dead: bool = False


@dataclass(eq=False)
class Stay:
    """An activity or wait that lasts. A body of instances has `parts`; `race` are waits of which one will do."""

    spot: Spot
    at: Field
    inner: Field | None = None
    parts: list["Stay"] | None = None
    body: "Stay | None" = None
    begun: int = 0
    race: list["Stay"] | None = None
    after: Callable[[], None] | None = None
