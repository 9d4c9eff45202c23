"""The contract of every connector: an order in, plain JSON out, or one of two errors.

A connector knows neither tables nor the engine and keeps nothing between two orders. It must finish within TIMEOUT,
which is below the lease, and pass the order's key on, so that the other side can tell a repetition from a new order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from app.errors import BusinessError, ConnectorError

__all__ = ["TIMEOUT", "BusinessError", "Connector", "ConnectorError", "Order"]

TIMEOUT = 30.0


@dataclass(frozen=True)
class Order:
    """One try of one call.

    `key`: constant over technical retries. `type`: which connector. `headers`: the fixed words of the diagram. `data`:
    the input variables. `attempt`: 1 = first try. `at`: the moment by the house's clock, aware UTC.
    """

    key: str
    type: str
    headers: Mapping[str, str]
    data: Mapping[str, Any]
    attempt: int
    at: datetime

    def word(self, name: str, default: str = "") -> str:
        """A setting of this order: from the diagram's headers, else from the input variables."""
        found = self.headers.get(name)
        return str(self.data.get(name, default) if found is None else found)


class Connector(Protocol):
    """`type`: the word in the diagram; `name`: what people read."""

    type: str
    name: str

    def run(self, order: Order) -> dict[str, Any]:
        """Do it; the result's variables. Raises ConnectorError, or BusinessError for the diagram to handle."""
        ...

    def test(self) -> str:
        """Try the connection without an effect; a sentence of what was found. Raises ConnectorError."""
        ...


@dataclass(frozen=True)
class Letter:
    """A mail to one recipient; `html` is the same text for programs that show it; `key` makes a repetition known.

    `thread`: the key of the mail to which this one belongs. `kind`: what it is about, for filters. `choices`: where the
    reader says which mails come.
    """

    key: str
    to: str
    subject: str
    text: str
    at: datetime
    html: str = ""
    name: str = ""
    language: str = "en"
    thread: str = ""
    kind: str = ""
    choices: str = ""
