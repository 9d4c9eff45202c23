"""Values on their way into a script and out of it: broken numbers are floats there, dates come back as ISO 8601."""

import datetime
import keyword
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from workflows.feel.printing import to_json
from workflows.feel.temporals import DaysDuration
from workflows.scripts.errors import ScriptFailed

_MICRO = 1_000


def lent(variables: Mapping[str, Any]) -> dict[str, Any]:
    """A copy for the script: those variables whose names are names in Python; broken numbers as floats."""
    return {name: _in(value) for name, value in variables.items() if _is_name(name)}


def _is_name(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("__")


def _in(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 2**63 else float(value)
    if isinstance(value, dict):
        return {key: _in(item) for key, item in value.items()}
    return [_in(item) for item in value] if isinstance(value, list) else value


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What the script gave: variables that are new or of another value than was lent. Raises ScriptFailed."""
    return {
        name: _out(value, name) for name, value in after.items() if name not in before or not _same(before[name], value)
    }


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _out(value: Any, path: str) -> Any:
    if isinstance(value, dict):
        return {key: _out(item, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_out(item, f"{path}[{place}]") for place, item in enumerate(value)]
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, datetime.timedelta):
        micros = (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
        return to_json(DaysDuration(micros * _MICRO))
    if value is None or isinstance(value, str | bool | int | float | Decimal):
        return value
    raise ScriptFailed(f"{path} is a {type(value).__name__}, which has no place in a variable.")
