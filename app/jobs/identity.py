"""The connector of identity tasks: sends a one-time code, checks it, and says whose account it is after the proof.

Its answers hold nothing of the code, and before the proof nothing of the account.
"""

from collections.abc import Callable
from typing import Any

from app.connectors.base import BusinessError, ConnectorError, Order
from app.db import transaction
from app.errors import NotFound, TooMany
from app.language import gettext as _
from app.operations import identity


class Identity:
    """Word `action`: send (`account` -> expires_at), check (`code` -> ok, tries_left), look (-> login, privileged)."""

    type = "identity"
    name = "Identity"

    def run(self, order: Order) -> dict[str, Any]:
        """Raises BusinessError `too_many` or `unknown_person`, ConnectorError (permanent) for an unknown action."""
        todo = ACTIONS.get(order.word("action"))
        if todo is None:
            raise ConnectorError(_("Identity can send, check and look."), permanent=True)
        with transaction():
            return todo(order, int(order.key.split(":", 1)[0]))

    def test(self) -> str:
        """Always ready: codes leave by the outbox."""
        return _("One-time codes are kept as hashes and leave by the outbox.")


def _send(order: Order, instance: int) -> dict[str, Any]:
    try:
        return {"expires_at": identity.send(instance, order.key, order.word("account")).isoformat()}
    except TooMany as error:
        raise BusinessError("too_many", _("Three codes an hour are enough.")) from error


def _check(order: Order, instance: int) -> dict[str, Any]:
    found = identity.check(instance, order.key, order.word("code"))
    return {"ok": found.ok, "tries_left": found.tries_left}


def _look(order: Order, instance: int) -> dict[str, Any]:
    try:
        login, privileged = identity.owner(instance, order.word("account"))
    except NotFound as error:
        raise BusinessError("unknown_person", str(error)) from error
    return {"login": login, "privileged": privileged}


ACTIONS: dict[str, Callable[[Order, int], dict[str, Any]]] = {"send": _send, "check": _check, "look": _look}
