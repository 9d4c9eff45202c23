"""List functions that build new lists (DMN 1.5, 10.3.4.4 and 10.3.4.8). Building costs fuel by size."""

from decimal import Decimal
from functools import cmp_to_key
from typing import Any

from workflows.feel.comparison import compare, contains, equal
from workflows.feel.errors import FeelTypeError
from workflows.feel.functions.registry import builtin
from workflows.feel.run import Run
from workflows.feel.values import Function, phrase


def _place(run: Run, label: str, items: list[Any], position: Decimal, beyond: int = 0) -> int | None:
    """The index, from 0, of a position counted from 1 or, negative, from the end."""
    at = int(position)
    if at == 0 or abs(at) > len(items) + (beyond if at > 0 else 0):
        return run.null(f"{label}(): there is no place {position} in a list of {len(items)}")
    return at - 1 if at > 0 else len(items) + at


@builtin("sublist", "list: list, start position: number, length?: number")
def sublist(run: Run, items: list[Any], start: Decimal, length: Decimal | None = None) -> list[Any] | None:
    run.charge(len(items) // 4)
    first = _place(run, "sublist", items, start)
    if first is None:
        return None
    return items[first:] if length is None else items[first : first + max(int(length), 0)]


@builtin("append", "list: list, items*: any")
def append(run: Run, items: list[Any], *more: Any) -> list[Any]:
    run.charge(len(items) // 4 + len(more))
    return [*items, *more]


@builtin("concatenate", "lists*: list")
def concatenate(run: Run, *lists: list[Any]) -> list[Any]:
    run.charge(sum(len(one or ()) for one in lists) // 4)
    return [item for one in lists for item in ([None] if one is None else one)]


@builtin("insert before", "list: list, position: number, newItem: any")
def insert_before(run: Run, items: list[Any], position: Decimal, item: Any) -> list[Any] | None:
    run.charge(len(items) // 4)
    at = _place(run, "insert before", items, position)
    return None if at is None else [*items[:at], item, *items[at:]]


@builtin("remove", "list: list, position: number")
def remove(run: Run, items: list[Any], position: Decimal) -> list[Any] | None:
    run.charge(len(items) // 4)
    at = _place(run, "remove", items, position)
    return None if at is None else items[:at] + items[at + 1 :]


@builtin("reverse", "list: list")
def reverse(run: Run, items: list[Any]) -> list[Any]:
    run.charge(len(items) // 4)
    return items[::-1]


@builtin("list replace", "list: list, position: number, newItem: any")
def list_replace(run: Run, items: list[Any], position: Decimal, item: Any) -> list[Any] | None:
    run.charge(len(items) // 4)
    at = _place(run, "list replace", items, position)
    return None if at is None else [*items[:at], item, *items[at + 1 :]]


@builtin("list replace", "list: list, match: function, newItem: any")
def list_replace_where(run: Run, items: list[Any], match: Function, new: Any) -> list[Any] | None:
    answers = [match.invoke(run, [item, new]) for item in items]
    if not all(type(answer) is bool for answer in answers):
        return run.null("list replace() takes a function that says true or false of an item and the new item")
    return [new if answer else item for item, answer in zip(items, answers, strict=True)]


@builtin("union", "lists*: list")
def union(run: Run, *lists: list[Any]) -> list[Any]:
    return distinct_values(run, concatenate(run, *lists))


@builtin("distinct values", "list: list")
def distinct_values(run: Run, items: list[Any]) -> list[Any]:
    seen: list[Any] = []
    for item in items:
        if not contains(run, seen, item):
            seen.append(item)
    return seen


@builtin("duplicate values", "list: list")
def duplicate_values(run: Run, items: list[Any]) -> list[Any]:
    """Camunda's: the values that are there more than once, each once."""
    return [item for item in distinct_values(run, items) if sum(equal(run, item, other) is True for other in items) > 1]


@builtin("flatten", "list: list")
def flatten(run: Run, items: list[Any]) -> list[Any]:
    flat: list[Any] = []
    for item in items:
        run.charge(1)
        if type(item) is list:
            flat.extend(flatten(run, item))
        else:
            flat.append(item)
    run.charge(len(flat) // 4)
    return flat


@builtin("partition", "list: list, size: number")
def partition(run: Run, items: list[Any], size: Decimal) -> list[list[Any]] | None:
    """Camunda's: lists of `size` items each, the last maybe shorter."""
    run.charge(len(items))
    step = int(size)
    if step < 1:
        return run.null("partition() takes a size of at least 1")
    return [items[at : at + step] for at in range(0, len(items), step)]


class _NoOrder(FeelTypeError):
    """Two items cannot be sorted; sort() turns it into null."""


@builtin("sort", "list: list, precedes?: function")
def sort(run: Run, items: list[Any], precedes: Function | None = None) -> list[Any] | None:
    """By the function that says whether one item comes before another; without it in ascending order."""
    run.charge(len(items))

    def order(one: Any, other: Any) -> int:
        if precedes is None:
            return _ascending(run, one, other)
        if precedes.invoke(run, [one, other]) is True:
            return -1
        return 1 if precedes.invoke(run, [other, one]) is True else 0

    try:
        return sorted(items, key=cmp_to_key(order))
    except _NoOrder as wrong:
        return run.null(wrong.message)


def _ascending(run: Run, one: Any, other: Any) -> int:
    run.charge(1)
    order = compare(run, one, other)
    if order is None:
        raise _NoOrder(f"{phrase(one)} and {phrase(other)} have no order")
    return order
