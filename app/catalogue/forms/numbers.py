"""Number and money answers: exact decimals, never a float on the way out."""

import math
import re
from decimal import Context, Decimal, localcontext
from typing import Any

from babel.numbers import format_decimal, get_decimal_symbol

from app.catalogue import times
from app.catalogue.forms.errors import Wrong
from app.catalogue.forms.field import Field
from app.catalogue.forms.sight import Sight
from app.catalogue.forms.texts import limit
from app.language import gettext as _
from app.language import ngettext

DIGITS = 34
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
#: Whole numbers beyond 64 bits are Decimals, as in workflows/values.
_WORD = 2**63
#: Exact for everything two numbers of 34 digits can do here; Python's own context rounds at 28.
WIDE = Context(prec=4 * DIGITS)
Number = int | Decimal


def take(field: Field, raw: Any, _sight: Sight) -> Any:
    """A number (whole ones as int), its text when the field serialises to text, or {amount, currency}. Raises Wrong."""
    currency = field.details.currency
    if currency and isinstance(raw, dict):
        if set(raw) != {"amount", "currency"} or raw["currency"] != currency:
            raise Wrong(_("This must be an amount in %(currency)s.", currency=currency))
        raw = raw["amount"]
    value = number(raw)
    if currency:
        return {"amount": value, "currency": currency}
    return format(value, "f" if isinstance(value, Decimal) else "d") if field.details.as_text else value


def number(raw: Any) -> Number:
    """A plain finite number of at most 34 digits. Raises Wrong for words, NaN, 1e9999."""
    if isinstance(raw, str):
        text = raw.strip()
        if len(text) > DIGITS * 2 or not _PLAIN.fullmatch(text):
            raise Wrong(_("This must be a number, for example 12.5."))
        raw = Decimal(text)
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        raise Wrong(_("This must be a number, for example 12.5."))
    value = Decimal(repr(raw)) if isinstance(raw, float) and math.isfinite(raw) else raw
    return _bounded(value)


def _bounded(value: int | float | Decimal) -> Number:
    if isinstance(value, int):
        if abs(value) >= 10**DIGITS:
            raise Wrong(_("This number is too long."))
        return value if abs(value) < _WORD else Decimal(value)
    if isinstance(value, float) or not value.is_finite():
        raise Wrong(_("This must be a number, for example 12.5."))
    if value.adjusted() >= DIGITS or len(value.as_tuple().digits) > DIGITS or value.adjusted() < -DIGITS:
        raise Wrong(_("This number is too long."))
    return int(value) if value == value.to_integral_value() and abs(value) < _WORD else value


def amount(value: Any) -> Decimal:
    """The bare number of what `take` gave."""
    return Decimal(value["amount"] if isinstance(value, dict) else value)


def check(field: Field, value: Any, sight: Sight) -> Any:
    """Range, digits and steps. Raises Wrong."""
    bare, least, most = amount(value), limit(field.rules.min, sight), limit(field.rules.max, sight)
    if least is not None and bare < least:
        raise Wrong(_("This must be at least %(least)s.", least=said(least)))
    if most is not None and bare > most:
        raise Wrong(_("This must be at most %(most)s.", most=said(most)))
    digits, step = field.details.digits, field.details.increment
    if digits is not None and places(bare) > digits:
        raise Wrong(_digits(digits))
    rest = WIDE.remainder(bare, step) if step is not None else None
    if step is not None and rest:
        below = WIDE.subtract(bare, rest)
        raise Wrong(_("Please use steps of %(step)s, for example %(near)s.", step=said(step), near=said(below)))
    return value


def _digits(digits: int) -> str:
    if digits == 0:
        return _("Please write a whole number.")
    return ngettext(
        "At most %(num)d digit after the point, please.", "At most %(num)d digits after the point, please.", digits
    )


def places(value: Decimal) -> int:
    """Digits after the point that say something: 1.50 has one."""
    exponent = value.normalize(WIDE).as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def typed(value: Number) -> str:
    """A number as somebody would type it in their language: no grouping, 12.50 stays 12.50."""
    plain = format(value, "f" if isinstance(value, Decimal) else "d")
    return plain.replace(".", get_decimal_symbol(times.locale()))


def said(value: Number) -> str:
    """A number as the person's language writes it, all digits kept."""
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > DIGITS):
        return str(value)
    with localcontext(WIDE):
        return str(format_decimal(value, locale=times.locale(), decimal_quantization=False))
