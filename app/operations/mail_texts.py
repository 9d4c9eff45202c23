"""The house's own words of mails: kept by process managers and administrators over those that Laneway brings along.

Checked before they are kept, so that a mail never fails for its words. Never changes a mail that has left.
"""

from sqlalchemy import delete, select

from app.catalogue import mail_words, mails
from app.db import now, session
from app.errors import NotFound
from app.models.mail_text import MailText
from app.operations import house, journal
from app.operations.permissions import Actor, require
from app.operations.roles import MANAGERS

Own = dict[tuple[str, str], mails.Own]


def own() -> Own:
    """All of them by kind and language; a handful, read whenever a mail is opened or sent."""
    return {(row.kind, row.language): mails.Own(row.subject, row.body) for row in session().scalars(select(MailText))}


def keep(actor: Actor, kind: str, language: str, subject: str, body: str) -> None:
    """These are the words from now on. Raises Forbidden, NotFound, InvalidForm."""
    require(actor, *MANAGERS)
    _known(kind, language)
    subject, body = mail_words.checked(kind, subject, body)
    row = session().get(MailText, (kind, language)) or MailText(kind=kind, language=language)
    row.subject, row.body, row.by_id, row.at = subject, body, actor.id, now()
    session().add(row)
    text = f"Changed the words of the mail “{kind}” ({language})."
    journal.write(0, actor.login, "mail.worded", text, mail=kind, language=language, shipped=False)


def reset(actor: Actor, kind: str, language: str) -> None:
    """Drop the house's own words of a mail: those that Laneway ships count again. Raises Forbidden, NotFound."""
    require(actor, *MANAGERS)
    _known(kind, language)
    session().execute(delete(MailText).where(MailText.kind == kind, MailText.language == language))
    text = f"The mail “{kind}” ({language}) has its shipped words again."
    journal.write(0, actor.login, "mail.worded", text, mail=kind, language=language, shipped=True)


def _known(kind: str, language: str) -> None:
    if kind not in mail_words.WORDS or language not in house.config().languages:
        raise NotFound()
