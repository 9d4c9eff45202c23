"""The connector of notice tasks: the diagram reminds whoever has a task, or tells the requester that it takes longer.

Headers: `kind` (reminder, waiting: mails; escalate: superiors decide instead), `task` (element id of the task), `to`
(requester, or whoever holds the task).
"""

from typing import Any

from app.connectors.base import ConnectorError, Order
from app.db import transaction
from app.language import gettext as _
from app.operations import escalating, notices

KINDS = ("reminder", "waiting", "escalate")


class Reminders:
    """Writes letters into the outbox; a repeated call finds its own key and writes nothing twice."""

    type = "notice"
    name = "Notices"

    def run(self, order: Order) -> dict[str, Any]:
        """{told: how many people}. Raises ConnectorError (permanent) for an unknown kind."""
        kind, element = order.word("kind", "reminder"), order.word("task")
        if kind not in KINDS:
            raise ConnectorError(_("There is no notice of the kind %(kind)r.", kind=kind), permanent=True)
        instance = int(order.key.split(":", 1)[0])
        with transaction():
            if kind == "escalate":
                return {"told": escalating.escalate(instance, element, order.key)}
            told = notices.remind(instance, kind, element, order.key, to_requester=order.word("to") == "requester")
        return {"told": told}

    def test(self) -> str:
        """Always ready: the outbox is a table."""
        return _("Notices are kept in the outbox and leave from there.")
