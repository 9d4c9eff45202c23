"""Suspensions whose look is due: they take in what they cover, and end by themselves at their time."""

from app.jobs.due import Due
from app.jobs.shift import Held
from app.models.suspension import Suspension
from app.operations import leases
from app.operations import suspensions as verbs

MODEL = Suspension
BATCH = 4
AGAIN = 60.0


class Look(Due):
    """One due look. It is never given up: what stands must go on one day."""

    def fire(self) -> None:
        verbs.look(self.held.id, self.held.token)

    def give_up(self, error: str) -> None:
        leases.postpone(Suspension, self.held.id, self.held.token, AGAIN, error, counted=False)

    def refused(self, reason: str) -> None:
        self.failed(reason)


def claim(owner: str) -> list[Look]:
    """Take a few due looks."""
    return [
        Look(Held(Suspension, row.id, row.lease_token, row.attempts)) for row in leases.claim(Suspension, owner, BATCH)
    ]
