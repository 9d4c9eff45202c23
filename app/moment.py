"""How a moment stands in a column: aware and in UTC, whatever the database knows of zones. Reads no clock."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment. SQLite has no zones: it stores the UTC wall time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """The same moment, said for a thousand rows, is put into the driver's words once."""
        convert = super().bind_processor(dialect)
        last: tuple[datetime | None, Any] = (None, None)

        def said(value: datetime | None) -> Any:
            nonlocal last  # one tuple, so that threads never see half of it
            known, words = last
            if value is None or value is not known:
                words = convert(value) if convert else value
                last = (value, words)
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
