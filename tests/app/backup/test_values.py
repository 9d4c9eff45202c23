"""Every kind of value that a table can hold has a word in a backup, and is the same when it is taken back."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import TypeDecorator

from app.backup import values
from app.db import Base
from app.models import all as every  # noqa: F401 - so that each table is known

SAMPLES = {
    bool: True,
    int: 7,
    float: 0.5,
    str: "Straße",
    bytes: b"\0\xff",
    Decimal: Decimal("19.90"),
    date: date(2026, 12, 1),
    datetime: datetime(2026, 12, 1, 8, 30, tzinfo=UTC),
    object: {"a": [1]},  # a column of JSON
}


def test_each_column_of_each_table() -> None:
    for table in Base.metadata.tables.values():
        for column in table.columns:
            kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
            sample = SAMPLES[kind.python_type]
            assert values.take(values.put(sample), zones=True) == sample, f"{table.name}.{column.name}"
