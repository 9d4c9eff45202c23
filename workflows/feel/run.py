"""One evaluation: its fuel, its instant, its warnings, and the frames in which names are looked up.

Must never read a clock or a locale: `at` and `zone` are given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from workflows.feel.errors import FeelFuelError, FeelTypeError
from workflows.feel.temporals import zone_named

MAX_DEPTH = 60
MAX_WARNINGS = 20


class Run:
    """What every step of one evaluation shares.

    `fuel` is spent by steps and by the size of what is built; `at` is an aware instant, `zone` an IANA name.
    """

    __slots__ = ("at", "depth", "fuel", "limit", "warnings", "zone")

    def __init__(self, at: datetime, zone: str, fuel: int) -> None:
        if at.tzinfo is None or zone_named(zone) is None:
            raise FeelTypeError(f"An evaluation needs an instant with an offset and a time zone there is, not {zone}.")
        self.fuel = fuel
        self.limit = fuel
        self.at = at
        self.zone = zone
        self.warnings: list[str] = []
        self.depth = 0

    def charge(self, steps: int) -> None:
        """Pay for `steps` before doing the work. Raises FeelFuelError when too little is left."""
        self.fuel -= steps
        if self.fuel < 0:
            raise FeelFuelError(
                f"This expression needs more than the {self.limit:,} steps it may take. "
                "Shorten the lists or ranges it goes through.",
                "steps",
            )

    def warn(self, sentence: str) -> None:
        """Note why a value became null; repeated sentences are kept once, at most MAX_WARNINGS of them."""
        if len(self.warnings) < MAX_WARNINGS and sentence not in self.warnings:
            self.warnings.append(sentence)

    def null(self, sentence: str) -> Any:
        """FEEL's null, with the warning that says why."""
        self.warn(sentence)
        return None

    def enter(self) -> None:
        """Go one function call deeper. Raises FeelFuelError beyond MAX_DEPTH calls."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FeelFuelError(
                f"A function of this expression calls itself more than {MAX_DEPTH} levels deep.", "depth"
            )

    def leave(self) -> None:
        self.depth -= 1


class Frame:
    """Names and their values at one place of the expression; what is not here is looked up in `parent`."""

    __slots__ = ("parent", "run", "values")

    def __init__(self, run: Run, values: Mapping[str, Any], parent: "Frame | None" = None) -> None:
        self.run = run
        self.values = values
        self.parent = parent


Closure = Callable[[Frame], Any]


class Body(NamedTuple):
    """Compiled code with the steps it costs each time it is entered."""

    closure: Closure
    cost: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out: the value, sentences that say why something was null, and the steps spent."""

    value: Any
    warnings: tuple[str, ...]
    steps: int
