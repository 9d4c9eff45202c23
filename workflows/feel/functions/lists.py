"""List functions that look (DMN 1.5, 10.3.4.4): membership, counting, sums and statistics.

min, max, sum and their kin take a list or the items themselves.
"""

from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any

from workflows.feel.arithmetic import calculate
from workflows.feel.comparison import compare, contains, equal
from workflows.feel.functions.registry import builtin
from workflows.feel.run import Run
from workflows.feel.values import DECIMAL, number_of, phrase


def spread(label: str) -> Callable[[Callable[[Run, list[Any]], Any]], Callable[[Run, list[Any]], Any]]:
    """Register a built-in that takes a list, or the items of one as arguments."""

    def register(function: Callable[[Run, list[Any]], Any]) -> Callable[[Run, list[Any]], Any]:
        builtin(label, "list: list")(function)
        builtin(label, "item1: any, item2: any, items*: any")(lambda run, *items: function(run, list(items)))
        return function

    return register


@builtin("list contains", "list: list, element: any")
def list_contains(run: Run, items: list[Any], element: Any) -> bool:
    return contains(run, items, element)


@spread("count")
def count(_run: Run, items: list[Any]) -> Decimal:
    return Decimal(len(items))


def _extreme(run: Run, items: list[Any], sign: int) -> Any:
    best = items[0] if items else None
    for item in items[:1] if len(items) == 1 else items[1:]:
        order = compare(run, item, best)
        run.charge(1)
        if order is None:
            return run.null(f"{phrase(item)} and {phrase(best)} have no order")
        if order * sign > 0:
            best = item
    return best


@spread("min")
def min_(run: Run, items: list[Any]) -> Any:
    return _extreme(run, items, -1)


@spread("max")
def max_(run: Run, items: list[Any]) -> Any:
    return _extreme(run, items, 1)


def _numbers(run: Run, label: str, items: list[Any]) -> list[Decimal] | None:
    """The items as numbers, or None with a warning; an empty list is None too."""
    run.charge(len(items))
    numbers = [number for number in map(number_of, items) if number is not None]
    if len(numbers) < len(items):
        return run.null(f"{label}() takes numbers only")
    return numbers or None


def _finite(run: Run, label: str, compute: Callable[[], Any]) -> Any:
    try:
        return compute()
    except DecimalException:
        return run.null(f"{label}() has no finite result")


def _total(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = DECIMAL.add(total, number)
    return total


def _mean(numbers: list[Decimal]) -> Decimal:
    return DECIMAL.divide(_total(numbers), Decimal(len(numbers)))


@spread("sum")
def sum_(run: Run, items: list[Any]) -> Any:
    """Numbers; also durations, which spec and Camunda leave open."""
    if items and number_of(items[0]) is None and all(item is not None and type(item) is not str for item in items):
        total = items[0]
        for item in items[1:]:
            run.charge(1)
            total = calculate(run, "+", total, item)
        return total if len(items) > 1 else calculate(run, "*", total, Decimal(1))
    numbers = _numbers(run, "sum", items)
    return None if numbers is None else _finite(run, "sum", lambda: _total(numbers))


@spread("mean")
def mean(run: Run, items: list[Any]) -> Any:
    numbers = _numbers(run, "mean", items)
    return None if numbers is None else _finite(run, "mean", lambda: _mean(numbers))


@spread("product")
def product(run: Run, items: list[Any]) -> Any:
    numbers = _numbers(run, "product", items)
    return None if numbers is None else _finite(run, "product", lambda: _product(numbers))


def _product(numbers: list[Decimal]) -> Decimal:
    total = Decimal(1)
    for number in numbers:
        total = DECIMAL.multiply(total, number)
    return total


@spread("median")
def median(run: Run, items: list[Any]) -> Any:
    numbers = _numbers(run, "median", items)
    if numbers is None:
        return None
    numbers.sort()
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else _mean(numbers[middle - 1 : middle + 1])


@spread("stddev")
def stddev(run: Run, items: list[Any]) -> Any:
    """The deviation of a sample; null for fewer than two numbers."""
    numbers = _numbers(run, "stddev", items)
    if numbers is None or len(numbers) < 2:
        return None
    return _finite(run, "stddev", lambda: _deviation(numbers))


def _deviation(numbers: list[Decimal]) -> Decimal:
    middle = _mean(numbers)
    squares = [DECIMAL.power(DECIMAL.subtract(number, middle), Decimal(2)) for number in numbers]
    return DECIMAL.sqrt(DECIMAL.divide(_total(squares), Decimal(len(numbers) - 1)))


@spread("mode")
def mode(run: Run, items: list[Any]) -> Any:
    """The most frequent numbers, ascending."""
    if not items:
        return []
    numbers = _numbers(run, "mode", items)
    if numbers is None:
        return None
    counts: dict[Decimal, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values())
    return sorted(number for number, times in counts.items() if times == most)


def _decide(run: Run, items: list[Any], decisive: bool) -> bool | None:
    run.charge(len(items))
    if any(item is decisive for item in items):
        return decisive
    return not decisive if all(type(item) is bool for item in items) else None


@spread("all")
def all_(run: Run, items: list[Any]) -> bool | None:
    return _decide(run, items, False)


@spread("any")
def any_(run: Run, items: list[Any]) -> bool | None:
    return _decide(run, items, True)


@builtin("index of", "list: list, match: any")
def index_of(run: Run, items: list[Any], match: Any) -> list[Decimal]:
    """All places, from 1, of items that equal the match."""
    return [Decimal(place) for place, item in enumerate(items, 1) if equal(run, item, match) is True]
