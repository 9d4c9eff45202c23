"""The letter of an outbox row as the mail server gets it, and the brakes: nothing to robots, no flood to anybody.

Reads in a transaction of its own, which is over before anything is sent.
"""

from datetime import datetime
from typing import Any

from app.connectors.base import ConnectorError, Letter
from app.connectors.mail import automatic
from app.db import reading
from app.language import gettext as _
from app.operations import decision_links, house, mail_texts
from app.queries import mailbox, mailed_order

MOST, PERIOD = 20, 3600.0  # mails about one request to one person in an hour, in seconds


def of(words: dict[str, Any], key: str, at: datetime, sender: str) -> Letter:
    """Raises ConnectorError: for good where a program reads, for an hour where somebody is being flooded."""
    if automatic(words["to"], sender):
        raise ConnectorError(_("%(to)s is no person’s address.", to=words["to"][:200]), permanent=True)
    with reading():
        flooded = mailbox.sent_lately(key, PERIOD) >= MOST
        own, order = mail_texts.own(), mailed_order.lines(words)
    if flooded:
        said = _("This person had %(count)s mails about this request within an hour; this one waits.", count=MOST)
        raise ConnectorError(said, retry_after=PERIOD)
    mail = decision_links.opened(words, own, order)
    return Letter(
        key=key,
        to=words["to"],
        name=words.get("name", ""),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        language=words.get("language", "en"),
        at=at,
        thread=words.get("thread", ""),
        kind=words.get("kind", ""),
        choices=f"{house.config().public_url}/profile#notices",
    )
