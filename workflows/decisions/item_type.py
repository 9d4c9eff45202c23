"""One type of a model: what belongs to it, and what becomes of other values (DMN 1.5, 7.3.3 and 10.3.2.9.4)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from workflows.feel.conformance import ALIASES, ANY, conforms
from workflows.feel.functions.fitting import MISFIT
from workflows.feel.kinds import is_instance
from workflows.feel.nodes import Type
from workflows.feel.run import Body, Frame, Run
from workflows.feel.temporal_text import read_as
from workflows.feel.temporals import Date, DateTime, DaysDuration, MonthsDuration, Time

TEMPORAL: dict[str, type] = {
    "date": Date,
    "time": Time,
    "date and time": DateTime,
    "days and time duration": DaysDuration,
    "years and months duration": MonthsDuration,
}
#: Types with more parts than this are not compared part by part.
MAX_SHAPE = 500
#: Definitions that name each other in a circle end here.
MAX_NESTING = 40


@dataclass(eq=False)
class ItemType:
    """`plain` is a type of FEEL itself, `base` the definition this one refers to, `parts` the entries of a context.

    `allowed` tests each item, `whole` the value as it stands; both are unary tests and None where anything goes.
    `takes` and `result` are what a function of this type is given and gives.
    """

    name: str
    plain: Type | None = None
    base: "Callable[[], ItemType | None] | None" = None
    parts: "dict[str, Callable[[], ItemType | None]]" = field(default_factory=dict)
    collection: bool = False
    allowed: Body | None = None
    whole: Body | None = None
    result: "Callable[[], ItemType | None] | None" = None
    takes: "tuple[Callable[[], ItemType | None], ...]" = ()
    function: bool = False
    told: Type | None = None

    def conforms(self, run: Run, value: Any, partial: bool = False, depth: int = 0) -> bool:
        """Whether the value belongs to the type; null always does. `partial`: entries of contexts may be missing."""
        run.charge(1)
        if value is None or depth > MAX_NESTING:
            return True
        items = value if self.collection else [value]
        if type(items) is not list:
            return False
        return all(self._holds(run, item, partial, depth) for item in items) and _met(run, self.whole, value)

    def _holds(self, run: Run, item: Any, partial: bool, depth: int) -> bool:
        if item is None:
            return True
        if self.function:
            told = getattr(item, "signature", None)
            return hasattr(item, "invoke") and (told is None or conforms(told, self._item_shape()))
        if self.plain is not None and not is_instance(run, item, self.plain):
            return False
        base = self.base() if self.base else None
        if base is not None and not base.conforms(run, item, partial, depth + 1):
            return False
        return self._parted(run, item, partial, depth) and _met(run, self.allowed, item)

    def _parted(self, run: Run, item: Any, partial: bool, depth: int) -> bool:
        if not self.parts:
            return True
        if type(item) is not dict:
            return False
        for name, part in self.parts.items():
            if name not in item:
                if not partial:
                    return False
                continue
            found = part()
            if found is not None and not found.conforms(run, item[name], partial, depth + 1):
                return False
        return True

    def fit(self, run: Run, value: Any, partial: bool = False) -> Any:
        """The value as this type: itself, the item of a list of one, a list of one, a day's midnight; or MISFIT."""
        if self.conforms(run, value, partial):
            return value
        if type(value) is list and len(value) == 1 and self.conforms(run, value[0], partial):
            return value[0]
        if type(value) is Date and self.kind() == "date and time":
            return DateTime(value, Time(0, 0))
        return [value] if type(value) is not list and self.conforms(run, [value], partial) else MISFIT

    def shape(self) -> Type:
        """The type as FEEL writes it, without what its tests allow; Any for one that is too large or holds itself."""
        if self.told is None:
            self.told = ANY  # what a definition that holds itself finds there
            found = Type("list", (self._item_shape(),)) if self.collection else self._item_shape()
            self.told = found if _size(found) <= MAX_SHAPE else ANY
        return self.told

    def _item_shape(self) -> Type:
        if self.function:
            return Type("function", tuple(_shape(part) for part in (*self.takes, self.result)))
        if self.parts:
            return Type("context", tuple(_shape(part) for part in self.parts.values()), tuple(self.parts))
        return self.plain or _shape(self.base)

    def kind(self) -> str:
        """The FEEL type that a single value of this type has, "" for contexts, lists and anything."""
        at: ItemType | None = self
        for _ in range(MAX_NESTING):
            if at is None or at.collection:
                return ""
            if at.plain is not None:
                return ALIASES.get(at.plain.name, at.plain.name)
            at = at.base() if at.base else None
        return ""

    def read(self, value: Any, depth: int = 0) -> Any:
        """A variable's value with the dates, times and durations that the type says are in it, written as ISO 8601."""
        if depth > MAX_NESTING:
            return value
        if self.collection and type(value) is list:
            return [self._read_item(item, depth) for item in value]
        return self._read_item(value, depth)

    def _read_item(self, value: Any, depth: int) -> Any:
        if type(value) is dict and self.parts:
            types = {name: part() for name, part in self.parts.items()}
            return {
                key: found.read(item, depth + 1) if (found := types.get(key)) else item for key, item in value.items()
            }
        if self.plain is not None:
            kind = TEMPORAL.get(ALIASES.get(self.plain.name, self.plain.name))
            found = read_as(kind, value) if kind is not None and type(value) is str else None
            return value if found is None else found
        base = self.base() if self.base else None
        return value if base is None else base.read(value, depth + 1)

    def values(self) -> Body | None:
        """The tests that say which values there are: the type's own, or those of the one it refers to."""
        at: ItemType | None = self
        for _ in range(MAX_NESTING):
            if at is None or at.allowed is not None:
                break
            at = at.base() if at.base else None
        return None if at is None else at.allowed


def _shape(find: "Callable[[], ItemType | None] | None") -> Type:
    found = find() if find is not None else None
    return ANY if found is None else found.shape()


def _size(shape: Type) -> int:
    return 1 + sum(_size(part) for part in shape.parts)


def _met(run: Run, tests: Body | None, value: Any) -> bool:
    if tests is None:
        return True
    run.charge(tests.cost)
    return tests.closure(Frame(run, {"?": value})) is True
