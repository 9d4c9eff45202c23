"""Database values as JSON and back, so that a backup of one database can be restored into the other. Pure.

What JSON has no word for is tagged: {"$t": moment in UTC}, {"$c": calendar day}, {"$b": bytes in Base64},
{"$d": decimal}, {"$j": JSON}.
"""

import base64
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any


def put(value: Any) -> Any:
    """A value of a column as JSON. Raises TypeError for a kind that no table has."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
            return {"$t": moment.isoformat()}
        case date():
            return {"$c": value.isoformat()}
        case bytes() | memoryview():
            return {"$b": base64.b64encode(bytes(value)).decode("ascii")}
        case Decimal():
            return {"$d": str(value)}
        case dict() | list():
            return {"$j": value}
    raise TypeError(f"A {type(value).__name__} has no place in a backup.")


def take(value: Any, *, zones: bool, text: bool = False) -> Any:
    """The value again, as this database keeps it.

    `zones`: moments with their zone (SQLite: without). `text`: the column is one of text (SQLite keeps amounts so).
    """
    if not isinstance(value, dict):
        return value
    ((tag, content),) = value.items()
    match tag:
        case "$t":
            moment = datetime.fromisoformat(content)
            return moment if zones else moment.replace(tzinfo=None)
        case "$c":
            return date.fromisoformat(content)
        case "$b":
            return base64.b64decode(content)
        case "$d":
            return content if text else Decimal(content)
        case "$j":
            return content
    raise ValueError(f"The tag {tag} is not known.")
