"""Orders for the connectors."""

from datetime import UTC, datetime
from typing import Any

from app.connectors.base import Order

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def order(**words: Any) -> Order:
    """An order of type http with these input variables."""
    return Order(key="17:Activity_1:0", type="http", headers={}, data=words, attempt=1, at=NOON)
