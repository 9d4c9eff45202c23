"""By when a request is wanted, and whether the reader may choose another date. Only reads."""

from dataclasses import dataclass
from datetime import date

from app.operations import definitions, ownership
from app.operations import wanted as verbs
from app.operations.permissions import Actor
from app.queries.request import RequestPage
from workflows import leads


@dataclass(frozen=True)
class Wanted:
    """The date; `may_change`: the reader may choose another one now."""

    day: date
    may_change: bool


def of_request(actor: Actor, page: RequestPage) -> Wanted | None:
    """None where the item has no wanted date."""
    process = definitions.parsed(page.version_id).process
    day = leads.wanted_of(process, page.variables)
    if day is None:
        return None
    may = verbs.may_change(actor, page.is_party, ownership.named(process.properties))
    return Wanted(day, may and page.line.state in ("running", "stuck"))
