"""Repairs of many: each claimed row tries one incident again and comes back for the next."""

import logging

from app.jobs.due import Due
from app.jobs.shift import Held
from app.models.repair import Repair
from app.operations import leases
from app.operations import repairs as verbs

MODEL = Repair
BATCH = 2

log = logging.getLogger(__name__)


class Turn(Due):
    """One incident of a repair. One that cannot be tried is passed over, never the whole."""

    def fire(self) -> None:
        verbs.turn(self.held.id, self.held.token)

    def give_up(self, error: str) -> None:
        log.error("Repair %s passes over an incident: %s", self.held.id, error)
        verbs.pass_over(self.held.id, self.held.token)

    def refused(self, reason: str) -> None:
        self.failed(reason)


def claim(owner: str) -> list[Turn]:
    """Take a few due repairs."""
    return [Turn(Held(Repair, row.id, row.lease_token, row.attempts)) for row in leases.claim(Repair, owner, BATCH)]
