"""Reminders of approvals that are due, and those to be passed on: each task in one transaction of its own."""

from app.jobs.due import Due
from app.jobs.shift import Held
from app.models.nudge import Nudge
from app.operations import leases, nudging

MODEL = Nudge
BATCH = 10
LATER = 60.0  # seconds until one that met a conflict is looked at again


class Turn(Due):
    """One due reminder; given up, nobody is reminded any more, and the row says why."""

    def fire(self) -> None:
        nudging.turn(self.held.id, self.held.token)

    def give_up(self, error: str) -> None:
        leases.bury(Nudge, self.held.id, self.held.token, error)

    def refused(self, reason: str) -> None:
        leases.postpone(Nudge, self.held.id, self.held.token, LATER, reason, counted=False)


def claim(owner: str) -> list[Turn]:
    """Take a few due reminders."""
    return [Turn(Held(Nudge, row.id, row.lease_token, row.attempts)) for row in leases.claim(Nudge, owner, BATCH)]
