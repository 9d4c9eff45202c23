"""The connector of mail tasks: writes a mail into the outbox, which sends it with tries of its own.

So a mail task is done once its mail is kept, and a repeated call finds the mail of its key written.
"""

from collections.abc import Mapping
from typing import Any

from app.connectors.base import ConnectorError, Order
from app.db import transaction
from app.language import gettext as _
from app.models.person import Person
from app.operations import house, outbox, people

ENGLISH = "en"


class MailTasks:
    """Words of the order: `to` (login or address), `subject`, `text`, and `language` for whom the house does not know.

    `subject` and `text` may be said in several languages: an object, language -> words. Each reads their own.
    """

    type = "mail"
    name = "Mail"

    def run(self, order: Order) -> dict[str, Any]:
        """Raises ConnectorError (permanent) without a recipient or a text."""
        to = order.word("to").strip()
        if not to or not (_said(order, "subject", ENGLISH) or _said(order, "text", ENGLISH)):
            raise ConnectorError(_("A mail needs `to`, `subject` and `text`."), permanent=True)
        with transaction():
            person = people.find(to)
            if person is None and "@" not in to:
                raise ConnectorError(_("Nobody has the login or address %(to)s.", to=to[:200]), permanent=True)
            reader = person or _stranger(to, order.word("language", ENGLISH))
            subject, text = (_said(order, word, reader.language) for word in ("subject", "text"))
            outbox.mail(reader, "process", subject, text, key=f"mail:{order.key}")
        return {}

    def test(self) -> str:
        """Always ready: the outbox is a table."""
        return _("Mails are kept in the outbox and leave from there.")


def _said(order: Order, name: str, language: str) -> str:
    """The words in this language, else in English, else in the first one there is."""
    found = order.headers.get(name, order.data.get(name))
    if isinstance(found, Mapping):
        found = found.get(language) or found.get(ENGLISH) or next(iter(found.values()), "")
    return "" if found is None else str(found).strip()


def _stranger(address: str, language: str) -> Person:
    """Somebody whom the house does not know; never stored."""
    return Person(name="", email=address, language=language if language in house.config().languages else ENGLISH)
