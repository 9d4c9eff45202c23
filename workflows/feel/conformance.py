"""Types beside types (DMN 1.5, 10.3.2.9.1 and 10.3.2.9.2): which conforms to which."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from workflows.feel.nodes import Type
from workflows.feel.run import Run

ALIASES = {
    "day and time duration": "days and time duration",
    "year and month duration": "years and months duration",
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}
ANY = Type("Any")
#: The type of what cannot be told without running it: it may stand anywhere.
UNKNOWN = Type("?")


class DefinedType(Protocol):
    """A type that a model around the text defines."""

    def conforms(self, run: Run, value: Any) -> bool: ...

    def shape(self) -> Type: ...


Defined = Mapping[str, DefinedType]
NONE: Defined = MappingProxyType({})


def conforms(one: Type, other: Type, types: Defined = NONE) -> bool:
    """Whether every value of the one type may stand where the other is asked."""
    one, other = resolved(one, types), resolved(other, types)
    if other.name in ("Any", "any") or one.name in ("Null", "null", UNKNOWN.name):
        return True
    if one.name != other.name:
        return False
    if one.name == "function":
        return _functions_conform(one, other, types)
    if one.name == "context":
        has = dict(zip(one.labels, one.parts, strict=True))
        wants = zip(other.labels, other.parts, strict=True)
        return all(label in has and conforms(has[label], part, types) for label, part in wants)
    pairs = zip(one.parts or (ANY,) * len(other.parts), other.parts, strict=False)
    return all(conforms(mine, part, types) for mine, part in pairs)


def _functions_conform(one: Type, other: Type, types: Defined) -> bool:
    """Parameters the other way round, results as they are; a type `function` alone is any function."""
    if not other.parts:
        return True
    if len(one.parts) != len(other.parts):
        return False
    taken = zip(other.parts[:-1], one.parts[:-1], strict=True)
    return all(conforms(mine, part, types) for mine, part in taken) and conforms(one.parts[-1], other.parts[-1], types)


def resolved(wanted: Type, types: Defined) -> Type:
    """The type by FEEL's own name for it; one that a model defines as what it is made of."""
    if wanted.name in types and not wanted.parts:
        return types[wanted.name].shape()
    name = ALIASES.get(wanted.name, wanted.name)
    return wanted if name == wanted.name else Type(name, wanted.parts, wanted.labels)
