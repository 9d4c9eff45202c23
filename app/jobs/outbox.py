"""What leaves the house beside calls: mails to the mail server, messages to other instances, tests of connectors.

Also what a page leaves to a worker, so that its answer does not tell by its time what was found.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from app import meters
from app.connectors.base import ConnectorError
from app.db import now
from app.errors import Suspended
from app.jobs import mailing
from app.jobs.error_text import said
from app.jobs.settling import settle
from app.jobs.shift import Held, Shift
from app.models.outbox import Outbox
from app.operations import connectors, digests, leases, messages, password_links, signals
from app.operations import outbox as verbs
from app.operations.permissions import LANEWAY
from workflows.values import loads

log = logging.getLogger(__name__)

MODEL = Outbox
BATCH = 4
SUSPENDED = 60.0  # seconds until a row for a request that takes no command now is looked at again


Effect = Callable[[], object]


@dataclass(frozen=True)
class Parcel:
    """One row to be sent."""

    held: Held
    kind: str
    key: str
    text: str
    at: datetime
    last: int

    @property
    def payload(self) -> dict[str, Any]:
        """Read only now, not when claiming: a row that cannot be read must fail alone."""
        words: dict[str, Any] = loads(self.text)
        return words

    def do(self, shift: Shift) -> None:
        """Send it and mark it sent, or note why not."""
        if self.held.attempt > self.last:
            settle(lambda: self._given_up("The worker ended while sending this, again and again."))
            return
        try:
            effect = SENDERS[self.kind](self, shift)
        except ConnectorError as error:
            reason, wait = said(error), error.retry_after
            log.warning("A %s did not leave (try %s of %s): %s", self.kind, self.held.attempt, self.last, reason)
            settle(partial(self._given_up, reason) if error.permanent else partial(self.failed, reason, wait))
            return
        try:
            settle(lambda: self._sent(effect))
        except Suspended as error:
            held, later = self.held, str(error)
            settle(lambda: leases.postpone(Outbox, held.id, held.token, SUSPENDED, later, counted=False))

    def failed(self, error: str, retry_after: float | None = None) -> None:
        """It may pass by itself."""
        verbs.delayed(self.held.id, self.held.token, error, retry_after)

    def _sent(self, effect: Effect) -> None:
        verbs.sent(self.held.id, self.held.token)
        effect()
        meters.note(meters.sent, (now() - self.at).total_seconds(), kind=self.kind)

    def _given_up(self, error: str) -> None:
        verbs.failed(self.held.id, self.held.token, error)


def claim(owner: str) -> list[Parcel]:
    """Take a few due rows."""
    return [_parcel(row) for row in leases.claim(Outbox, owner, BATCH)]


def _parcel(row: Outbox) -> Parcel:
    held = Held(Outbox, row.id, row.lease_token, row.attempts)
    return Parcel(held, row.kind, row.key, row.payload, row.created_at, row.max_attempts)


def _mail(parcel: Parcel, shift: Shift) -> Effect:
    """Without a mail server, or without an address, a mail stays readable on the mailbox page and counts as sent."""
    words = parcel.payload
    if shift.post is not None and words.get("to"):
        shift.post.send(mailing.of(words, parcel.key, parcel.at, shift.post.sender))
    return _nothing


def _message(parcel: Parcel, _shift: Shift) -> Effect:
    """`kind`: message (to whoever waits, in the same transaction), kept (somebody began to wait), signal (to be told
    to all), heard (one instance is to hear it), begins (it begins a request).
    """
    words = parcel.payload
    effects: dict[str, Effect] = {
        "message": lambda: messages.receive(LANEWAY, words["name"], words["key"], words["data"]),
        "kept": lambda: messages.deliver_kept(words["name"], words["key"]),
        "signal": lambda: signals.tell(
            parcel.key,
            parcel.at,
            words["name"],
            words["data"],
            words.get("instance"),
            words.get("sender", LANEWAY.login),
        ),
        "heard": lambda: signals.hear(words["instance"], words["waits"], words["name"], words["data"]),
        "begins": lambda: signals.begin(words["entrance"], words["data"], words.get("sender", LANEWAY.login)),
    }
    return effects[words["kind"]]


def _digest(parcel: Parcel, _shift: Shift) -> Effect:
    """A daily mail is due: it is written in the transaction that ends this row, and leaves as every mail does."""
    return lambda: digests.write(parcel.payload["person"], parcel.key)


def _forgotten(parcel: Parcel, _shift: Shift) -> Effect:
    """Somebody has forgotten a password: the mail to whoever it belongs to, if anybody."""
    return lambda: password_links.forgotten(parcel.held.id)


def _test(parcel: Parcel, shift: Shift) -> Effect:
    """The test button: one try, whose answer or refusal is shown beside it."""
    key = parcel.payload["connector"]
    try:
        words, well = shift.test(key), True
    except ConnectorError as error:
        words, well = said(error), False
    return lambda: connectors.tested(key, words, well=well)


def _nothing() -> None:
    return None


SENDERS: dict[str, Callable[[Parcel, Shift], Effect]] = {
    "mail": _mail,
    "digest": _digest,
    "forgotten": _forgotten,
    "message": _message,
    "test": _test,
}
