"""Due calls: the connector of their type does the work outside any transaction, its answer moves the instance."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.connectors.base import BusinessError, ConnectorError, Order
from app.db import now
from app.errors import Suspended
from app.jobs.error_text import said
from app.jobs.settling import settle
from app.jobs.shift import Held, Shift
from app.language import gettext as _
from app.models.call import Call
from app.operations import calls as verbs
from app.operations import leases
from workflows.values import loads

MODEL = Call
BATCH = 1  # a call may take half a minute: whoever else is free takes the next

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Errand:
    """One call with everything its connector needs; `headers` and `data` are still JSON text."""

    held: Held
    key: str
    type: str
    headers: str
    data: str
    at: datetime
    last: int

    def do(self, shift: Shift) -> None:
        """Run the connector and write down what came of it."""
        held = self.held
        write = self._tried(shift)
        try:
            settle(write)
        except Suspended:  # it takes no command now: the answer comes again, by the same key, when it goes on
            settle(lambda: leases.lay_down(Call, held.id, held.token))

    def _tried(self, shift: Shift) -> Callable[[], None]:
        """What to write once the connector has spoken."""
        held, connector = self.held, shift.connectors.get(self.type)
        if held.attempt > self.last:
            return lambda: self._fail(_("The worker ended during this call, again and again."), permanent=True)
        if connector is None:
            return lambda: self._fail(_("There is no connector of type %(type)r.", type=self.type), permanent=True)
        try:
            result = connector.run(self._order())
        except BusinessError as error:
            code, message = error.error_code, said(error)
            return lambda: verbs.refuse(held.id, held.token, code, message)
        except ConnectorError as error:
            text, permanent, wait = said(error), error.permanent, error.retry_after
            return lambda: self._fail(text, permanent=permanent, retry_after=wait)
        return lambda: verbs.finish(held.id, held.token, result)

    def _order(self) -> Order:
        """Read here and not when claiming: a row that cannot be read must fail alone."""
        return Order(self.key, self.type, loads(self.headers), loads(self.data), self.held.attempt, self.at)

    def failed(self, error: str) -> None:
        """An unexpected failure: may pass by itself."""
        self._fail(error, permanent=False)

    def _fail(self, error: str, *, permanent: bool, retry_after: float | None = None) -> None:
        verbs.fail(self.held.id, self.held.token, error, permanent=permanent, retry_after=retry_after)


def claim(owner: str) -> list[Errand]:
    """Take the next due call."""
    return [_errand(row) for row in leases.claim(Call, owner, BATCH)]


def _errand(row: Call) -> Errand:
    held = Held(Call, row.id, row.lease_token, row.attempts)
    return Errand(held, row.key, row.type, row.headers, row.data, now(), row.max_attempts)
