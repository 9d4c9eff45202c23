"""Times of absence in a form: its days as moments (midnight in the reader's zone), and what a substitution is for."""

from datetime import UTC, datetime, time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from flask import request

from app.errors import InvalidForm
from app.language import gettext as _
from app.operations import house, substitutes
from app.web.identity import current_actor


def given(name: str) -> datetime:
    """The beginning of the day in the field `name`, in UTC. Raises InvalidForm."""
    zone = ZoneInfo(current_actor().timezone or house.config().timezone)
    try:
        day = datetime.fromisoformat(request.form.get(name, "")).date()
        return datetime.combine(day, time(), zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidForm({name: _("Choose a day.")}) from error


def only() -> substitutes.Only:
    """What a substitution is for, in the fields `item` and `above` (5000 EUR). Raises InvalidForm."""
    item, above = request.form.get("item", "").strip(), request.form.get("above", "").strip()
    amount, _space, currency = above.partition(" ")
    try:
        total = Decimal(amount) if amount else None
    except InvalidOperation as error:
        raise InvalidForm({"above": _("A sum and its currency, for example 5000 EUR.")}) from error
    return substitutes.Only(item, total, currency.strip().upper() or "EUR")
