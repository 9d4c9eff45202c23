"""The history of a request as its page shows it: so many entries at once, each a line in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.operations.permissions import Actor
from app.operations.wording import Wording
from app.queries import history
from app.web import history as words

MOST = 200


@dataclass(frozen=True)
class History:
    """`after`: the place at which later entries begin; `is_first`: it begins with the first. `began`: what began a
    request that nobody ordered.
    """

    lines: Sequence[tuple[str, datetime]]
    after: str | None
    is_first: bool
    began: str


def of_request(actor: Actor, number: str, spoken: Wording, place: str = "") -> History:
    """The first entries, or those after a place. Inside `reading()`. Raises NotFound, BadRequest (no such place)."""
    page = history.page(actor, number, cursor=place, limit=MOST)
    first = history.page(actor, number, limit=1) if place else page
    names = history.names(page.items)
    lines = [(words.line(one, spoken, names), one.at) for one in page.items]
    return History(lines, page.next, not place, words.beginning(first.items, spoken))
