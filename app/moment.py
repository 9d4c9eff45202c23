"""How a moment stands in a column: aware and in UTC, whatever the database knows of zones. Reads no clock."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

NEVER = (None, None)
#: By dialect: the moment that was said last, and its words. One tuple, so that threads never see half of it.
_last: dict[str, tuple[Any, Any]] = {}


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment. SQLite has no zones: it stores the UTC wall time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """A transaction says the same moment again and again: it is put into the driver's words once."""
        convert, name = super().bind_processor(dialect), dialect.name

        def said(value: datetime | None) -> Any:
            if value is None:
                return None
            known, words = _last.get(name, NEVER)
            if value is not known:
                words = convert(value) if convert else value
                _last[name] = (value, words)
            return words

        return said

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a zone cannot be stored.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
