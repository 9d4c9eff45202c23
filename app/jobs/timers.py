"""Due timers: each fires in one transaction of its own."""

from app.jobs.due import Due
from app.jobs.shift import Held
from app.models.timer import Timer
from app.operations import leases, stuck
from app.operations import timers as verbs

MODEL = Timer
BATCH = 25  # a few milliseconds each, so that many due at once do not wait behind the mails they cause
SUSPENDED = 60.0  # seconds until a timer of an instance that takes no command now is looked at again


class Firing(Due):
    """One due timer; given up, it is an incident."""

    def fire(self) -> None:
        verbs.fire(self.held.id, self.held.token)

    def give_up(self, error: str) -> None:
        stuck.timer_given_up(self.held.id, self.held.token, error)

    def refused(self, reason: str) -> None:
        leases.rest(Timer, self.held.id, self.held.token, SUSPENDED, reason)


def claim(owner: str) -> list[Firing]:
    """Take a few due timers."""
    return [Firing(Held(Timer, row.id, row.lease_token, row.attempts)) for row in leases.claim(Timer, owner, BATCH)]
