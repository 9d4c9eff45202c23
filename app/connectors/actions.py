"""What an order of a directory task asks for, by the word it names: for LDAP and for the house's own accounts."""

from collections.abc import Mapping
from typing import TypeVar

from app.connectors.base import ConnectorError, Order
from app.language import gettext as _

Action = TypeVar("Action")


def action(order: Order, actions: Mapping[str, Action]) -> Action:
    """What the order's `action` names. Raises ConnectorError (permanent) with the list of what there is."""
    word = order.word("action")
    if word not in actions:
        words = ", ".join(sorted(actions))
        text = _("The directory does not know %(word)r; it can: %(words)s.", word=word[:50], words=words)
        raise ConnectorError(text, permanent=True)
    return actions[word]
