"""JSON of the API: sums keep every digit, moments are RFC 3339 in UTC, and what comes in is checked once."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import orjson
from flask import Flask
from flask.json.provider import JSONProvider

from workflows import values


class Json(JSONProvider):
    """orjson out, workflows.values in: whole numbers as int, all others as Decimal, never a float."""

    def dumps(self, obj: Any, **_kwargs: Any) -> str:
        """JSON text."""
        return orjson.dumps(
            obj, default=_plain, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATETIME
        ).decode()

    def loads(self, s: str | bytes, **_kwargs: Any) -> Any:
        """Values of a JSON text. Raises ValueError when it is none, BadValue when it holds what may never enter."""
        return values.check(values.loads(s))


def install(app: Flask) -> None:
    """Use it for everything Flask reads and writes as JSON."""
    app.json = Json(app)


def rfc3339(moment: datetime) -> str:
    """2026-03-01T09:30:00.123Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, Decimal):
        return orjson.Fragment(str(value))
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)
