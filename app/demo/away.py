"""A directory that does not answer: for the one evening of the story on which it is moved to another machine."""

from typing import Any

from app.connectors.base import ConnectorError, Order


class Away:
    """Stands where a connector was."""

    type, name = "directory", "Directory"

    def run(self, order: Order) -> dict[str, Any]:
        """Raises ConnectorError, always."""
        raise ConnectorError(f"The {order.type} does not answer: connection refused.", permanent=True)

    def test(self) -> str:
        """Raises ConnectorError, always."""
        raise ConnectorError(f"The {self.type} does not answer: connection refused.")
