"""An order with plausible values: for every name that an expression of the diagram reads, a value of the kind it is
compared with. Nothing is forced: the expressions decide on these values as they would on any others.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from workflows.element import Process
from workflows.feel import FeelSyntaxError, compile_expression
from workflows.translation.guesses import Guess, guess

HOUSE: dict[str, Any] = {
    "requester": {"login": "anna", "name": "Anna", "email": "anna@example.org"},
    "requested_for": {"login": "anna", "name": "Anna", "email": "anna@example.org"},
    "request": {"number": "REQ-000001", "title": "A request"},
    "item": {"key": "item", "title": "An item"},
}
_VALUES: dict[str, Any] = {"boolean": True, "number": 1, "text": "text", "list": ["a", "b"], "any": "text"}


def order(processes: Mapping[str, Process]) -> dict[str, Any]:
    """Variables to start with."""
    data = dict(HOUSE)
    for text, wanted in _texts(processes):
        try:
            names = compile_expression(text).names
        except FeelSyntaxError:
            continue
        for name in sorted(names):
            if wanted is not None or name not in data:
                data.setdefault(name, wanted if wanted is not None and text.strip() == name else _value(text, name))
    return data


def _value(text: str, name: str) -> Any:
    if text.lstrip("(").startswith('"P'):
        return 1  # a part of a duration that is put together: "PT" + string(minutes) + "M"
    found: Guess = guess(text, name)
    if found.values:
        first = found.values[0]
        return (
            float(first) if found.kind == "number" and "." in first else int(first) if found.kind == "number" else first
        )
    if f"{name}." in text:
        return {}
    return _VALUES[found.kind]


def _texts(processes: Mapping[str, Process]) -> Iterator[tuple[str, Any]]:
    """FEEL texts, each with the value that a name standing alone in it must have; None where its use tells."""
    for process in processes.values():
        for element in process.elements.values():
            if element.loop is not None:
                yield element.loop.input_collection or "null", ["a", "b"]
                yield element.loop.cardinality or "null", 2
                yield element.loop.completion_condition or "null", None
            if element.event is not None and element.event.kind == "timer":
                wanted = {"date": "2030-01-01T00:00:00Z", "cycle": "R3/PT1H"}.get(
                    element.event.timer_kind or "", "PT1H"
                )
                yield (element.event.expression or "").removeprefix("=") or "null", wanted
            if element.event is not None and element.event.kind == "conditional":
                yield element.event.expression or "null", None
            if element.event is not None:
                yield element.event.correlation_key or "null", None
        for flow in process.flows.values():
            yield flow.condition or "null", None
        for element in process.elements.values():
            yield from ((mapping.source, None) for mapping in (*element.inputs, *element.outputs))
            yield element.script or "null", None
