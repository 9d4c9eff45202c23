"""The connector of mail tasks: writes a mail into the outbox, which sends it with tries of its own.

So a mail task is done once its mail is kept, and a repeated call finds the mail of its key written.
"""

from typing import Any

from app.connectors.base import ConnectorError, Order
from app.db import transaction
from app.language import gettext as _
from app.models.person import Person
from app.operations import outbox, people


class Letters:
    """Words of the order: `to` (login or address), `subject`, `text`."""

    type = "mail"
    name = "Mail"

    def run(self, order: Order) -> dict[str, Any]:
        """Raises ConnectorError (permanent) without a recipient or a text."""
        to, subject, text = (order.word(word).strip() for word in ("to", "subject", "text"))
        if not to or not (subject or text):
            raise ConnectorError(_("A mail needs `to`, `subject` and `text`."), permanent=True)
        with transaction():
            person = people.find(to)
            if person is None and "@" not in to:
                raise ConnectorError(_("Nobody has the login or address %(to)s.", to=to[:200]), permanent=True)
            outbox.mail(person or _stranger(to), "process", subject, text, key=f"mail:{order.key}")
        return {}

    def test(self) -> str:
        """Always ready: the outbox is a table."""
        return _("Mails are kept in the outbox and leave from there.")


def _stranger(address: str) -> Person:
    """Somebody whom the house does not know; never stored."""
    return Person(name="", email=address, language="en")
