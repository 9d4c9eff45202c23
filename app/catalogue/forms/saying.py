"""A stored value in the reader's words: option labels, localised numbers, sums and dates, names of files."""

import re
from datetime import date, datetime, time
from decimal import Decimal, localcontext
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time
from babel.numbers import format_currency

from app.catalogue import times
from app.catalogue.forms import choices, numbers
from app.catalogue.forms.field import CHOICES, ONE_OF, Field
from app.catalogue.forms.phrases import plain
from app.catalogue.forms.sight import Sight
from app.language import gettext as _

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def said(field: Field, value: Any, sight: Sight) -> str:
    """The text for a reading view; a value of an unexpected type is shown as it is."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.kind in CHOICES:
        return _choice(field, value, sight)
    if field.kind == "filepicker":
        return _files(value, sight)
    if field.kind == "datetime" and isinstance(value, str):
        return moment(field.details.subtype, value, sight)
    return amount(value) or plain(value)


def word(value: Any) -> str:
    """A value in a running text: a day or a sum as the reader writes it, anything else as it stands."""
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return _day(date.fromisoformat(value))
        except ValueError:
            return value
    return (isinstance(value, dict) and amount(value)) or plain(value)


def amount(value: Any) -> str:
    """A number or a sum as the reader writes it; "" for anything else."""
    if isinstance(value, dict) and set(value) == {"amount", "currency"}:
        sum_, currency = value["amount"], value["currency"]
        if (
            isinstance(sum_, (int, Decimal))
            and isinstance(currency, str)
            and abs(Decimal(sum_).adjusted()) <= numbers.DIGITS
        ):
            with localcontext(numbers.WIDE):
                return str(format_currency(sum_, currency, locale=times.locale()))
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return numbers.said(value)
    return ""


def moment(subtype: str, text: str, sight: Sight) -> str:
    """A date, time or both in the reader's language; a moment with zone is shown in the zone of the form."""
    try:
        if subtype == "date":
            return _day(date.fromisoformat(text[:10]))
        if subtype == "time":
            return _hour(time.fromisoformat(text))
        stamp = _local(text, sight)
        return f"{_day(stamp)}, {_hour(stamp.time())}"
    except ValueError:
        return text  # written by something else than a form


def _day(day: date) -> str:
    return str(format_skeleton("yMMMEd", day, locale=times.locale()))


def _hour(clock: time) -> str:
    return str(format_time(clock, "short", locale=times.locale()))


def local(text: str, sight: Sight) -> str:
    """A stored moment as `datetime-local` wants it: no zone, to the minute."""
    try:
        return _local(text, sight).isoformat(timespec="minutes")
    except ValueError:
        return text  # as typed, to be corrected


def today(sight: Sight) -> str:
    """The day it is in the form's zone, ISO."""
    return sight.at.astimezone(ZoneInfo(sight.zone)).date().isoformat()


def _local(text: str, sight: Sight) -> datetime:
    stamp = datetime.fromisoformat(text)
    return stamp.astimezone(ZoneInfo(sight.zone)).replace(tzinfo=None) if stamp.tzinfo else stamp


def _choice(field: Field, value: Any, sight: Sight) -> str:
    labels = {choices.ticket(option.value): option.label for option in choices.options(field, sight)}
    chosen = value if isinstance(value, list) and field.kind not in ONE_OF else [value]
    return ", ".join(labels.get(choices.ticket(item)) or plain(item) for item in chosen)


def _files(value: Any, sight: Sight) -> str:
    found = [sight.file(item) for item in (value if isinstance(value, list) else [value])]
    return ", ".join(fact.name for fact in found if fact)
