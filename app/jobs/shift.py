"""A worker's shift: who works, with which connectors, what it holds just now, and whether it is to stop.

One object a process, shared by its threads. Holds no session and no row: only ids and tokens.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.connectors.base import Connector, ConnectorError
from app.connectors.mail import Post
from app.language import gettext as _
from app.operations.leases import Row


@dataclass(frozen=True)
class Held:
    """A claimed row. `attempt` counts this claim; `model` is its table."""

    model: type[Row]
    id: int
    token: int
    attempt: int


@dataclass
class Shift:
    """`owner`: host and process. `post`: the mail server, None where mails only stay readable in the house."""

    owner: str
    connectors: Mapping[str, Connector]
    post: Post | None
    stopping: threading.Event = field(default_factory=threading.Event)
    _held: dict[tuple[str, int], Held] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def test(self, kind: str) -> str:
        """Try one connector's connection. Raises ConnectorError."""
        tested = self.post if kind == "mail" else self.connectors.get(kind)
        if tested is None:
            raise ConnectorError(_("It is not set up."), permanent=True)
        return tested.test()

    @contextmanager
    def holding(self, held: Held) -> Iterator[None]:
        """While inside, the lease is extended by leases.keep and handed back when the process must end."""
        key = (held.model.__tablename__, held.id)
        with self._lock:
            self._held[key] = held
        try:
            yield
        finally:
            self.drop(held)

    def drop(self, held: Held) -> None:
        """No longer held, or never really (its token is old)."""
        with self._lock:
            self._held.pop((held.model.__tablename__, held.id), None)

    def held(self) -> list[Held]:
        """The rows that are in work just now, whose leases are to be extended."""
        with self._lock:
            return list(self._held.values())


_on_duty: list[Shift] = []


def begin(shift: Shift) -> Shift:
    """Make this the shift of the process."""
    _on_duty[:] = [shift]
    return shift


def on_duty() -> Shift:
    """The shift of this process. Raises RuntimeError in a process that is no worker."""
    if not _on_duty:
        raise RuntimeError("Only a worker works: this process has begun no shift.")
    return _on_duty[0]
