"""How much waits for a person: two figures for the header. Counted no further than a hundred, so never dear."""

from dataclasses import dataclass

from app.operations.permissions import Actor
from app.queries import heads

MOST = 100


@dataclass(frozen=True)
class Waiting:
    """`tasks`: open work offered to or held by the person; `requests`: own ones that wait for an answer of theirs."""

    tasks: int
    requests: int


def waiting(actor: Actor) -> Waiting:
    """Both counts for this person; 100 means that many or more."""
    people = (actor.id, *sorted(actor.stands_for))
    offered = heads.Wanted(people, tuple(sorted(actor.groups)))
    asked = heads.Wanted((actor.id,), kind="requester")
    return Waiting(heads.count(offered, MOST), heads.count(asked, MOST))
