"""How those who asked found it, and why things were rejected: counted, and the unhappy with what became of them.

Only reads. Counts walk their own index; of the unhappy the latest few are read.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased

from app.db import session
from app.models.request import Request
from app.models.request_link import RequestLink
from app.operations.following_up import UNHAPPY
from app.operations.permissions import Actor, require
from app.queries.insights import READERS

LATEST = 10


@dataclass(frozen=True)
class Unhappy:
    """`follow`: the number of the request that follows it up; `done`: what it says was done, "" while it is open."""

    number: str
    title: str
    stars: int
    words: str
    requester: str
    follow: str
    open: bool
    done: str


@dataclass(frozen=True)
class Satisfaction:
    """`stars`: {1 to 5: how many}; `grounds`: (word, how many), most first."""

    stars: dict[int, int]
    unhappy: list[Unhappy]
    grounds: list[tuple[str, int]]

    @property
    def answers(self) -> int:
        """How many have answered."""
        return sum(self.stars.values())

    @property
    def mean(self) -> float | None:
        """Their stars, on average."""
        return sum(stars * count for stars, count in self.stars.items()) / self.answers if self.answers else None

    @property
    def poor(self) -> int:
        """How many are unhappy."""
        return sum(count for stars, count in self.stars.items() if stars <= UNHAPPY)


def since(actor: Actor, moment: datetime, item: str = "") -> Satisfaction:
    """Of what has ended since then. Raises Forbidden."""
    require(actor, *READERS)
    only = [Request.ended_at >= moment, *([Request.item == item] if item else [])]
    given = select(Request.stars, func.count()).where(Request.stars.in_(range(1, 6)), *only).group_by(Request.stars)
    why = select(Request.ground, func.count()).where(Request.ground > "", *only, Request.outcome == "rejected")
    stars = {row[0]: row[1] for row in session().execute(given).all() if row[0]}
    grounds = [(str(row[0]), int(row[1])) for row in session().execute(why.group_by(Request.ground)).all()]
    poor = any(one <= UNHAPPY for one in stars)
    return Satisfaction(stars, _unhappy(only) if poor else [], sorted(grounds, key=lambda one: -one[1]))


def _unhappy(only: list[ColumnElement[bool]]) -> list[Unhappy]:
    follow = aliased(Request)
    linked = and_(RequestLink.request_id == Request.id, RequestLink.kind == "follow_up")
    query = select(Request, follow).outerjoin(RequestLink, linked).outerjoin(follow, follow.id == RequestLink.other_id)
    where = (Request.stars.in_(range(1, UNHAPPY + 1)), *only)
    rows = session().execute(query.where(*where).order_by(Request.ended_at.desc()).limit(LATEST)).all()
    return [_told(row, after) for row, after in rows]


def _told(row: Request, after: Request | None) -> Unhappy:
    number, still = (after.number, after.state != "ended") if after else ("", False)
    done = (after.reason or "") if after else ""
    return Unhappy(row.number, row.title, row.stars or 0, row.rating, row.requester.name, number, still, done)
