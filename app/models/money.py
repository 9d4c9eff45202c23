"""Sums in the tables: decimals stored exactly on both databases (SQLite as text)."""

from decimal import Decimal

from sqlalchemy import Dialect, Numeric, String
from sqlalchemy.types import TypeDecorator, TypeEngine

LIMIT = Decimal(10) ** 14  # a column has 18 digits, four of them behind the point


def is_sum(value: Decimal) -> bool:
    """Whether a column can hold it as a sum: a finite number from 0 to below LIMIT."""
    return value.is_finite() and 0 <= value < LIMIT


class Amount(TypeDecorator[Decimal]):
    """A decimal with four places, below LIMIT. Never a float on the way."""

    impl = String(32)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Decimal] | TypeEngine[str]:
        return dialect.type_descriptor(String(32)) if dialect.name == "sqlite" else Numeric(18, 4)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> object:
        if value is None:
            return None
        return str(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: object, _dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(str(value))
