"""Due timers: each fires in one transaction of its own."""

from dataclasses import dataclass

from app.errors import Conflict, StaleLease
from app.jobs.settling import settle
from app.jobs.shift import Held, Shift
from app.models.timer import Timer
from app.operations import house, leases, retries, stuck
from app.operations import timers as verbs

MODEL = Timer
BATCH = 10
SUSPENDED = 60.0  # seconds until a timer of an instance that takes no command now is looked at again


@dataclass(frozen=True)
class Firing:
    """One due timer."""

    held: Held

    def do(self, _shift: Shift) -> None:
        """Fire it."""
        held = self.held
        if held.attempt > house.config().max_attempts:
            settle(lambda: stuck.timer_given_up(held.id, held.token, "Firing it ended the worker, again and again."))
            return
        try:
            settle(lambda: verbs.fire(held.id, held.token))
        except StaleLease:
            raise
        except Conflict as error:
            reason = str(error)
            settle(lambda: leases.postpone(Timer, held.id, held.token, SUSPENDED, reason, counted=False))

    def failed(self, error: str) -> None:
        """Again later, or given up with an incident."""
        held = self.held
        if held.attempt >= house.config().max_attempts:
            stuck.timer_given_up(held.id, held.token, error)
            return
        wait = retries.delay(held.attempt, f"timer:{held.id}", house.config().retry_seconds)
        leases.postpone(Timer, held.id, held.token, wait, error)


def claim(owner: str) -> list[Firing]:
    """Take a few due timers."""
    return [Firing(Held(Timer, row.id, row.lease_token, row.attempts)) for row in leases.claim(Timer, owner, BATCH)]
