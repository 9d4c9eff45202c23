"""One case of the kit asked of a model: what is given, what is expected, what came out, within its time."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import FrameType
from typing import Any

from bench.kit.values import parts, read, same, shown
from workflows.decisions.decision import Decision
from workflows.decisions.reading import Model
from workflows.errors import EngineError
from workflows.feel import FeelError
from workflows.feel.run import Run
from workflows.loader.vocabulary import Node

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FUEL = 1_000_000


class TooLong(BaseException):
    """The case takes longer than it may. No Exception, so that nothing on the way takes it for an answer."""


@dataclass(frozen=True)
class Wrong:
    """A result that is not the one expected, both as text."""

    expected: str
    actual: str


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Ends the work inside with TooLong when it takes longer. For the main thread of a program of its own."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def ask(model: Model, case: Node, seconds: float) -> Wrong | None:
    """The first result of the case that is wrong; None where all are right."""
    try:
        with within(seconds):
            return _ask(model, case)
    except TooLong:
        return Wrong("an answer", f"no answer in {seconds:g} seconds")
    except (ArithmeticError, AssertionError, LookupError, MemoryError, RecursionError, TypeError, ValueError) as error:
        return Wrong("an answer", f"{type(error).__name__}: {error}"[:300])


def _ask(model: Model, case: Node) -> Wrong | None:
    given = {node.get("name") or "": read(node) for node in parts(case, "inputNode")}
    results = list(parts(case, "resultNode"))
    for result in results:
        wrong = _one(model, case, result, given)
        if wrong is not None:
            return wrong
    return None if results else Wrong("a result", "the case asks for nothing")


def _one(model: Model, case: Node, result: Node, given: Mapping[str, Any]) -> Wrong | None:
    wanted = [read(node) for node in parts(result, "expected")]
    expected = wanted[0] if wanted else None
    name = result.get("name") or ""
    run = Run(AT, "UTC", FUEL)
    try:
        found, why = _answer(model, case, name, given), ""
    except (EngineError, FeelError) as error:
        found, why = None, f" ({error})"
    if same(run, found, expected):
        return None
    return Wrong(f"{name} = {shown(run, expected)}", f"{shown(run, found)}{why}"[:600])


def _answer(model: Model, case: Node, name: str, given: Mapping[str, Any]) -> Any:
    service = _named(model, case.get("invocableName") or "", True)
    if case.get("type") == "decisionService" and service is not None:
        value = service.value(given, AT, fuel=FUEL)
        return value[name] if isinstance(value, dict) and len(service.order) > 1 and name in value else value
    function = model.functions.get(case.get("invocableName") or "")
    if case.get("type") == "bkm" and function is not None:
        return function.invoke_named(Run(AT, "UTC", FUEL), dict(given))
    decision = _named(model, name, False) or _named(model, name, True)
    if decision is None:
        raise EngineError(f"there is no decision {name}")
    return decision.value(given, AT, fuel=FUEL)


def _named(model: Model, name: str, service: bool) -> Decision | None:
    found = (one for one in model.decisions.values() if (one.service is not None) is service)
    return next((one for one in found if name in (one.name, one.variable, one.id)), None)
