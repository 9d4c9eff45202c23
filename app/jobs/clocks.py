"""Due rungs of clocks: each clock climbs in one transaction of its own."""

from app.jobs.due import Due
from app.jobs.shift import Held
from app.models.clock import Clock
from app.operations import leases
from app.operations.clocks import rungs

MODEL = Clock
BATCH = 10
LATER = 60.0  # seconds until a clock whose ladder met a conflict is looked at again


class Climb(Due):
    """One clock with a rung due; given up, its ladder stands still and the journal says so."""

    def fire(self) -> None:
        rungs.fire(self.held.id, self.held.token)

    def give_up(self, error: str) -> None:
        rungs.given_up(self.held.id, self.held.token, error)

    def refused(self, reason: str) -> None:
        leases.postpone(Clock, self.held.id, self.held.token, LATER, reason, counted=False)


def claim(owner: str) -> list[Climb]:
    """Take a few due clocks."""
    return [Climb(Held(Clock, row.id, row.lease_token, row.attempts)) for row in leases.claim(Clock, owner, BATCH)]
