"""Business values: what may enter the variables, checked once on the way in, and their text in tables.

A value is JSON: text, finite number (int or Decimal, never float), boolean, null, list, object. This module must never
guess: what does not fit is refused with the path to it.
"""

import json
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import orjson

from workflows.errors import BadValue

MAX_DEPTH = 32
MAX_BYTES = 5_000_000
RESERVED = frozenset({"typename"})
#: IEEE 754 decimal128, as FEEL numbers are (DMN 1.5, 10.3.2.3.1).
DECIMAL = Context(prec=34, rounding=ROUND_HALF_EVEN)
#: The largest exponent of decimal128.
LARGEST = 6_144
_BIG = 2**63
_SHORT = 18
_AS_ZERO = bytes.maketrans(b"123456789", b"000000000")
_MORE = (b"0.", b"0e", b"0E", b"0" * (_SHORT + 1))


def check(value: Any, *, limit: int = MAX_BYTES, path: str = "") -> Any:
    """The value as it may be stored: floats become Decimal, numbers are rounded to 34 digits.

    `limit` is bytes of JSON text. Raises BadValue for NUL, a lone surrogate, NaN or infinity, more than 32 levels,
    keys that are not text, are `typename` or begin with two underscores, types that are not JSON, and for too much.
    """
    clean = _clean(value, path, 1)
    if len(dumps(clean)) > limit:
        raise BadValue(f"The values are larger than {limit:,} bytes.", path=path)
    return clean


def dumps(record: Any) -> str:
    """JSON text of checked values; a Decimal keeps every digit."""
    return orjson.dumps(record, default=_number).decode()


def spread(record: Any) -> str:
    """The same over several lines, for people."""
    return orjson.dumps(record, default=_number, option=orjson.OPT_INDENT_2).decode()


def loads(text: str | bytes) -> Any:
    """The values of a JSON text: whole numbers as int, all others as Decimal."""
    try:
        raw = text if isinstance(text, bytes) else text.encode()
        if _has_whole_numbers_alone(raw):
            return orjson.loads(raw)
    except ValueError:
        pass  # half of a surrogate pair, NaN, or no JSON: the other way says which
    if isinstance(text, bytes):
        text = text.decode(json.detect_encoding(text), "surrogatepass")  # as json.loads does
    return _READER.decode(text)


def _has_whole_numbers_alone(raw: bytes) -> bool:
    """Whether no number in a JSON text can have a point, an exponent or 19 digits: then the quicker reader, which makes
    floats of those, reads it the same. A text that looks like such a number counts, too.
    """
    digits = raw.translate(_AS_ZERO)
    return not any(one in digits for one in _MORE)


def plain_text(value: str | bool | int | Decimal) -> str:
    """A simple value as text that is the same however it was worked out: 5, 5.0 and "5" are all "5"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    number = Decimal(value)
    return format(number.normalize(DECIMAL), "f") if number else "0"


def _clean(value: Any, path: str, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise BadValue(f"The value is nested more than {MAX_DEPTH} levels deep.", path=path)
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return _text(value, path)
    if isinstance(value, (int, float, Decimal)):
        return _finite(value, path)
    if isinstance(value, Mapping):
        return {_key(k, path): _clean(v, f"{path}.{k}" if path else str(k), depth + 1) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item, f"{path}[{index}]", depth + 1) for index, item in enumerate(value)]
    raise BadValue(f"{type(value).__name__} is not a JSON value.", path=path)


def _text(value: str, path: str) -> str:
    if "\x00" in value:
        raise BadValue("The text holds a NUL character.", path=path)
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise BadValue("The text holds half of a surrogate pair.", path=path) from None
    return value


def _key(key: Any, path: str) -> str:
    if not isinstance(key, str):
        raise BadValue(f"The key {key!r} is not text.", path=path)
    if key in RESERVED or key.startswith("__"):
        raise BadValue(f'The key "{key}" is reserved.', path=path)
    return _text(key, path)


def _finite(value: int | float | Decimal, path: str) -> int | Decimal:
    if isinstance(value, int):
        return value if -_BIG <= value < _BIG else DECIMAL.create_decimal(value)
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not number.is_finite() or abs(number.adjusted()) > LARGEST:
        raise BadValue(f"{value} is not a finite number of a size that can be kept.", path=path)
    return DECIMAL.create_decimal(number)


def _number(value: Any) -> orjson.Fragment:
    if isinstance(value, Decimal):
        return orjson.Fragment(str(value))
    raise TypeError(f"{type(value).__name__} is not a checked value")


def _whole(text: str) -> int | Decimal:
    return int(text) if len(text) <= _SHORT else _finite(Decimal(text), "")


_READER = json.JSONDecoder(parse_float=Decimal, parse_int=_whole)  # one for all: to make one costs as much as to use it
