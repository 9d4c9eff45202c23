"""What a request is linked to, as its reader may know it; whether it may be said to have come back. Only reads."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_, select

from app.db import now, session
from app.models.request import Request
from app.models.request_link import RequestLink
from app.operations import definitions
from app.operations.permissions import Actor, see_request, visible_requests
from app.queries.request import RequestPage

#: How the reader's request stands to the other: (kind, the reader's is the first of the two).
SIDES = {
    ("related", True): "related",
    ("related", False): "related",
    ("child", True): "child",
    ("child", False): "parent",
    ("reopened", True): "came_back_as",
    ("reopened", False): "came_back_from",
    ("follow_up", True): "followed_up_by",
    ("follow_up", False): "follows_up",
}
ORDER = ("parent", "follows_up", "came_back_from", "child", "came_back_as", "followed_up_by", "related")
DAYS = 30


@dataclass(frozen=True)
class Linked:
    """Another request: `side` is what it is to this one (parent, child, ...). `title` is "" where the reader may not
    see it; then the number and the state are all there is."""

    number: str
    title: str
    item: str
    state: str
    outcome: str | None
    side: str


def of_request(actor: Actor, number: str | int) -> list[Linked]:
    """What belongs to it. Raises NotFound."""
    request = see_request(actor, number)
    seen = visible_requests(actor).label("seen")
    mine = or_(RequestLink.request_id == request.id, RequestLink.other_id == request.id)
    there = or_(RequestLink.request_id == Request.id, RequestLink.other_id == Request.id)
    query = select(Request, RequestLink, seen).join(RequestLink, there)
    rows = session().execute(query.where(mine, Request.id != request.id).order_by(Request.id)).all()
    found = [_linked(other, link, request.id, seen=bool(may)) for other, link, may in rows]
    shown = [one for one in found if one.title or one.side in ("child", "parent")]
    return sorted(shown, key=lambda one: ORDER.index(one.side))


def may_come_back(page: RequestPage) -> bool:
    """An ended request that was not right after all: for its parties, for so many days as its item says
    (`comes_back_days`, 30 where it says nothing)."""
    line = page.line
    if not page.is_party or line.state != "ended" or line.outcome not in ("fulfilled", "answered"):
        return False
    said = definitions.parsed(page.version_id).process.properties.get("comes_back_days", "")
    days = int(said) if said.isdecimal() and len(said) < 5 else DAYS
    return line.ended_at is not None and now() - line.ended_at <= timedelta(days=days)


def _linked(other: Request, link: RequestLink, own: int, *, seen: bool) -> Linked:
    side = SIDES[link.kind, link.request_id == own]
    title = other.title if seen else ""
    return Linked(other.number, title, other.item if seen else "", other.state, other.outcome, side)
