"""Business values: what may enter the variables, checked once on the way in, and their text in tables.

A value is JSON: text, finite number (int or Decimal, never float), boolean, null, list, object. This module must never
guess: what does not fit is refused with the path to it.
"""

import json
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import orjson

from workflows.errors import BadValue
from workflows.sentences import sentence

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
_LONG = b"0" * (_SHORT + 1)


def check(value: Any, *, limit: int = MAX_BYTES, path: str = "") -> Any:
    """The value as it may be stored: floats become Decimal, numbers are rounded to 34 digits.

    `limit` is bytes of JSON text. Raises BadValue for NUL, a lone surrogate, NaN or infinity, more than 32 levels,
    keys that are not text, are `typename` or begin with two underscores, types that are not JSON, and for too much.
    """
    try:
        clean = _clean(value, 1)
    except BadValue as error:
        error.path = _under(path, error.path) if path else error.path
        raise
    if len(dumps(clean)) > limit:
        raise BadValue(sentence("The values are larger than %(limit)s bytes.", limit=f"{limit:,}"), path=path)
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
    return not (b"0." in digits or b"0e" in digits or b"0E" in digits or _LONG in digits)


def plain_text(value: str | bool | int | Decimal) -> str:
    """A simple value as text that is the same however it was worked out: 5, 5.0 and "5" are all "5"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    number = Decimal(value)
    return format(number.normalize(DECIMAL), "f") if number else "0"


def _clean(value: Any, depth: int) -> Any:
    """Raises BadValue with the path from `value` on."""
    if depth > MAX_DEPTH:
        raise BadValue(sentence("The value is nested more than %(most)s levels deep.", most=MAX_DEPTH))
    if isinstance(value, str):
        return value if value.isascii() and "\x00" not in value else _text(value)
    if value is None or value is True or value is False:
        return value
    if isinstance(value, (int, float, Decimal)):
        return _finite(value)
    if isinstance(value, (dict, Mapping)):
        return _object(value, depth + 1)
    if isinstance(value, (list, tuple)):
        return _list(value, depth + 1)
    raise BadValue(sentence("%(type)s is not a JSON value.", type=type(value).__name__))


def _object(value: Mapping[Any, Any], depth: int) -> dict[str, Any]:
    clean = {}
    for key, inner in value.items():
        _must_be_key(key)
        try:
            clean[key] = _clean(inner, depth)
        except BadValue as error:
            error.path = _under(key, error.path)
            raise
    return clean


def _list(value: Iterable[Any], depth: int) -> list[Any]:
    clean = []
    for index, inner in enumerate(value):
        try:
            clean.append(_clean(inner, depth))
        except BadValue as error:
            error.path = _under(f"[{index}]", error.path)
            raise
    return clean


def _under(step: str, path: str) -> str:
    """The path is put together where something does not fit, and for no other value."""
    return step + path if not path or path.startswith("[") else f"{step}.{path}"


def _text(value: str) -> str:
    if "\x00" in value:
        raise BadValue(sentence("The text holds a NUL character."))
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise BadValue(sentence("The text holds half of a surrogate pair.")) from None
    return value


def _must_be_key(key: Any) -> None:
    if not isinstance(key, str):
        raise BadValue(sentence("The key %(key)s is not text.", key=repr(key)))
    if key in RESERVED or key.startswith("__"):
        raise BadValue(sentence('The key "%(key)s" is reserved.', key=key))
    if not key.isascii() or "\x00" in key:
        _text(key)


def _finite(value: int | float | Decimal) -> int | Decimal:
    if isinstance(value, int):
        return value if -_BIG <= value < _BIG else DECIMAL.create_decimal(value)
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not number.is_finite() or abs(number.adjusted()) > LARGEST:
        raise BadValue(sentence("%(value)s is not a finite number of a size that can be kept.", value=value))
    return DECIMAL.create_decimal(number)


def _number(value: Any) -> orjson.Fragment:
    if isinstance(value, Decimal):
        return orjson.Fragment(str(value))
    raise TypeError(f"{type(value).__name__} is not a checked value")


def _whole(text: str) -> int | Decimal:
    return int(text) if len(text) <= _SHORT else _finite(Decimal(text))


_READER = json.JSONDecoder(parse_float=Decimal, parse_int=_whole)  # one for all: to make one costs as much as to use it
