"""What people may approve alone in currencies beside their own: read from words, kept. Never decides who is asked."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import delete, select

from app.db import session
from app.errors import InvalidForm
from app.language import gettext as _
from app.models import money
from app.models.person import Person
from app.models.person_limit import PersonLimit

CURRENCY = re.compile(r"[A-Z]{3}")
MOST = 20


def read(text: str) -> dict[str, str]:
    """{currency: amount} from "500 GBP, 700 CHF", as forms and rosters have it. Raises InvalidForm."""
    found: dict[str, str] = {}
    for part in re.split(r"[,;\n]", text):
        words = part.split()
        if not words:
            continue
        if len(words) != 2 or words[1].upper() in found:
            raise InvalidForm({"limits": _("Write sums and currencies so: 500 GBP; 700 CHF.")})
        found[words[1].upper()] = words[0]
    return found


def store(person: Person, given: Mapping[str, Any] | None) -> None:
    """Keep exactly these limits, {currency: amount}; the person's others go. Raises InvalidForm."""
    checked = {currency: _amount(person, currency, amount) for currency, amount in (given or {}).items()}
    if len(checked) > MOST:
        raise InvalidForm({"limits": _("At most %(n)s currencies.", n=MOST)})
    gone = delete(PersonLimit).where(PersonLimit.person_id == person.id, PersonLimit.currency.not_in(checked))
    session().execute(gone)
    for currency, amount in checked.items():
        session().merge(PersonLimit(person_id=person.id, currency=currency, amount=amount))
    session().flush()


def of(person_ids: list[int]) -> dict[int, dict[str, Decimal]]:
    """By person: {currency: amount}."""
    found: dict[int, dict[str, Decimal]] = {}
    query = select(PersonLimit).where(PersonLimit.person_id.in_(person_ids)).order_by(PersonLimit.currency)
    for row in session().scalars(query):
        found.setdefault(row.person_id, {})[row.currency] = row.amount
    return found


def _amount(person: Person, currency: str, amount: Any) -> Decimal:
    if not CURRENCY.fullmatch(currency):
        raise InvalidForm({"limits": _("Write sums and currencies so: 500 GBP; 700 CHF.")})
    if currency == person.limit_currency:
        raise InvalidForm({"limits": _("The limit in %(currency)s has a field of its own.", currency=currency)})
    try:
        found = Decimal(str(amount))
    except InvalidOperation as error:
        raise InvalidForm({"limits": _("%(amount)s is no sum.", amount=str(amount)[:40])}) from error
    if not money.is_sum(found):
        raise InvalidForm({"limits": _("%(amount)s is no sum.", amount=str(amount)[:40])})
    return found
