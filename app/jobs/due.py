"""What timers and schedules share: a row that is due fires in one transaction, comes again, or is given up.

Knows no table; what firing and giving up mean is said by who is due.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from app.errors import Conflict, StaleLease
from app.jobs.settling import settle
from app.jobs.shift import Held, Shift
from app.operations import house, leases, retries


@dataclass(frozen=True)
class Due(ABC):
    """One claimed row."""

    held: Held

    @abstractmethod
    def fire(self) -> None:
        """Inside a transaction: what is due happens. Raises StaleLease, Conflict (it cannot happen now)."""

    @abstractmethod
    def give_up(self, error: str) -> None:
        """Inside a transaction: it is not tried again by itself."""

    @abstractmethod
    def refused(self, reason: str) -> None:
        """Inside a transaction: firing met a Conflict."""

    def do(self, _shift: Shift) -> None:
        """Fire it. One that ended its worker too often is given up unfired."""
        if self.held.attempt > house.config().max_attempts:
            settle(lambda: self.give_up("Firing it ended the worker, again and again."))
            return
        try:
            settle(self.fire)
        except StaleLease:  # a Conflict too, but nothing of this row is ours any more
            raise
        except Conflict as error:
            reason = str(error)
            settle(lambda: self.refused(reason))

    def failed(self, error: str) -> None:
        """Inside a transaction: firing failed; it comes again later, or is given up after the last attempt."""
        held, config = self.held, house.config()
        if held.attempt >= config.max_attempts:
            self.give_up(error)
            return
        wait = retries.delay(held.attempt, f"{held.model.__tablename__}:{held.id}", config.retry_seconds)
        leases.postpone(held.model, held.id, held.token, wait, error)
