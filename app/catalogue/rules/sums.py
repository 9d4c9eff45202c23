"""Sums of money as rules compare them: read from a process's values, compared in their own currency only. Pure."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple


class Sum(NamedTuple):
    """An amount in a currency."""

    amount: Decimal
    currency: str


def read(value: Any, currency: str) -> Sum | None:
    """Money, or a number in `currency`; None where the value is neither."""
    if isinstance(value, Mapping):
        currency, value = str(value.get("currency") or currency), value.get("amount")
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return Sum(found, currency) if found.is_finite() else None


def within(limits: Mapping[str, Decimal], wanted: Sum | None) -> bool:
    """Whether one of the limits is in this currency and high enough."""
    return wanted is not None and wanted.currency in limits and wanted.amount <= limits[wanted.currency]
