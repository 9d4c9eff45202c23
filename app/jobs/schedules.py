"""Due schedules: each orders one request in one transaction of its own."""

from app.jobs.due import Due
from app.jobs.shift import Held
from app.models.schedule import Schedule
from app.operations import leases
from app.operations import schedules as verbs

MODEL = Schedule
BATCH = 4


class Turn(Due):
    """One due turn of a schedule; given up, it stands still until somebody looks."""

    def fire(self) -> None:
        verbs.fire(self.held.id, self.held.token)

    def give_up(self, error: str) -> None:
        verbs.given_up(self.held.id, self.held.token, error)

    def refused(self, reason: str) -> None:
        self.failed(reason)


def claim(owner: str) -> list[Turn]:
    """Take a few due schedules."""
    return [Turn(Held(Schedule, row.id, row.lease_token, row.attempts)) for row in leases.claim(Schedule, owner, BATCH)]
