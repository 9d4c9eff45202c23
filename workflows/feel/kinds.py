"""`instance of` (DMN 1.5, 10.3.2.11 and table 56): whether a value is of a FEEL type."""

from typing import Any

from workflows.feel.conformance import ALIASES, NONE, Defined, conforms
from workflows.feel.nodes import Type
from workflows.feel.run import Run
from workflows.feel.values import Range, kind_of


def is_instance(run: Run, value: Any, wanted: Type, types: Defined = NONE) -> bool:
    """Null is an instance of Null only; lists, contexts and ranges are looked into. Costs a step for every value."""
    run.charge(1)
    name = ALIASES.get(wanted.name, wanted.name)
    if name in types and not wanted.parts:
        return value is not None and types[name].conforms(run, value)
    kind = kind_of(value)
    if name in ("Any", "any"):
        return value is not None
    if name in ("Null", "null"):
        return value is None
    if name != kind:
        return False
    if kind == "list" and wanted.parts:
        return all(is_instance(run, item, wanted.parts[0], types) for item in value)
    if kind == "context" and wanted.parts:
        pairs = zip(wanted.labels, wanted.parts, strict=True)
        return all(label in value and _may_be(run, value[label], part, types) for label, part in pairs)
    if isinstance(value, Range) and wanted.parts:
        return all(end is None or is_instance(run, end, wanted.parts[0], types) for end in (value.start, value.end))
    told = getattr(value, "signature", None)
    return told is None or conforms(told, wanted, types)


def _may_be(run: Run, value: Any, wanted: Type, types: Defined) -> bool:
    """An entry of a context may be null whatever its type."""
    return value is None or is_instance(run, value, wanted, types)
