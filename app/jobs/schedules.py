"""Due schedules: each orders one request in one transaction of its own."""

from dataclasses import dataclass

from app.errors import Conflict, StaleLease
from app.jobs.settling import settle
from app.jobs.shift import Held, Shift
from app.models.schedule import Schedule
from app.operations import house, leases, retries
from app.operations import schedules as verbs

MODEL = Schedule
BATCH = 4


@dataclass(frozen=True)
class Turn:
    """One due turn of a schedule."""

    held: Held

    def do(self, _shift: Shift) -> None:
        """Order the request."""
        held = self.held
        if held.attempt > house.config().max_attempts:
            settle(lambda: verbs.given_up(held.id, held.token, "Ordering ended the worker, again and again."))
            return
        try:
            settle(lambda: verbs.fire(held.id, held.token))
        except StaleLease:
            raise
        except Conflict as error:
            reason = str(error)
            settle(lambda: self.failed(reason))

    def failed(self, error: str) -> None:
        """Again later, or stopped until somebody looks."""
        held = self.held
        if held.attempt >= house.config().max_attempts:
            verbs.given_up(held.id, held.token, error)
            return
        wait = retries.delay(held.attempt, f"schedule:{held.id}", house.config().retry_seconds)
        leases.postpone(Schedule, held.id, held.token, wait, error)


def claim(owner: str) -> list[Turn]:
    """Take a few due schedules."""
    return [Turn(Held(Schedule, row.id, row.lease_token, row.attempts)) for row in leases.claim(Schedule, owner, BATCH)]
