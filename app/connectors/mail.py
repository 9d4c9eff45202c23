"""Mail out, by SMTP: one letter, one recipient, one connection.

SMTP has no exactly-once, so the Message-ID comes from the letter's key and a repetition is recognisable. Never lets a
text become a header: what could is refused or made one line (RFC 5322, 2.2).
"""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from app.connectors.base import ConnectorError, Letter
from app.language import gettext as _

TIMEOUT = 10.0
_CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ROBOT = re.compile(r"mailer-daemon|postmaster|(no|do-?not)[-_.]?reply|bounces?([-+=].*)?|.*-bounces?")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Post:
    """The way to one mail server. `url`: smtp://user:password@host:port or smtps://; `sender`: the From address."""

    def __init__(self, url: str, sender: str) -> None:
        self.sender = sender
        self._server = urlsplit(url)
        if self._server.scheme not in ("smtp", "smtps") or not self._server.hostname:
            raise ConnectorError(_("LANEWAY_SMTP_URL must look like smtp://user:password@host:port."), permanent=True)

    def send(self, letter: Letter) -> None:
        """Hand the letter to the server. Raises ConnectorError, permanent when the server refuses it for good."""
        message = compose(letter, self.sender)
        with self._line() as line:
            try:  # nobody answers a robot's mail, nor bounces it back for ever (RFC 3834, 3.3)
                line.send_message(message, from_addr="", to_addrs=[letter.to])
            except smtplib.SMTPSenderRefused:  # servers that sign people in often take their own address only
                line.send_message(message, from_addr=self.sender, to_addrs=[letter.to])

    def test(self) -> str:
        """Sign in and say goodbye. Raises ConnectorError."""
        with self._line() as line:
            line.noop()
        return _("%(host)s takes mail from us.", host=self._server.hostname)

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        try:
            with self._connect() as line:
                self._sign_in(line)
                yield line
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _refused(code, words) from error
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise ConnectorError(_("The mail server does not answer: %(error)s", error=error)) from error

    def _connect(self) -> smtplib.SMTP:
        host = self._server.hostname or ""
        if self._server.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, self._server.port or 465, timeout=TIMEOUT, context=context)
        return smtplib.SMTP(host, self._server.port or 25, timeout=TIMEOUT)

    def _sign_in(self, line: smtplib.SMTP) -> None:
        line.ehlo()
        plain = self._server.scheme == "smtp" and self._server.hostname not in _LOOPBACK
        if plain and line.has_extn("starttls"):
            line.starttls(context=ssl.create_default_context())
            line.ehlo()
        elif plain and self._server.username:
            raise ConnectorError(_("The mail server offers no encryption, so no password is sent to it."))
        if self._server.username:
            line.login(unquote(self._server.username), unquote(self._server.password or ""))


def compose(letter: Letter, sender: str) -> EmailMessage:
    """The message as it leaves. Raises ConnectorError (permanent) for an address that is not one plain address."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address("Laneway", sender)
    message["To"] = _address(letter.name, letter.to)
    message["Subject"] = _CONTROL.sub(" ", letter.subject).strip()
    message["Date"] = letter.at
    message["Message-ID"] = message_id(letter.key, sender)
    if letter.thread and letter.thread != letter.key:
        message["In-Reply-To"] = message["References"] = message_id(letter.thread, sender)
    message["List-Id"] = f"Laneway <laneway.{sender.rpartition('@')[2]}>"
    if letter.choices:
        message["List-Unsubscribe"] = f"<{letter.choices}>"
    if letter.kind:
        message["Feedback-ID"] = f"{letter.kind}:laneway"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834, 5: robots do not answer robots
    message["X-Auto-Response-Suppress"] = "All"
    message["Content-Language"] = letter.language
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def automatic(address: str, sender: str) -> bool:
    """Tells whether nobody reads there but a program, ours among them: what is sent there may come back for ever."""
    local = address.rpartition("@")[0].casefold()
    return address.casefold() == sender.casefold() or bool(_ROBOT.fullmatch(local))


def message_id(key: str, sender: str) -> str:
    """The same for every try of one letter, and telling nothing of what it is about."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>"


def _address(name: str, address: str) -> Address:
    wrong = ConnectorError(_("%(address)r is not one mail address.", address=address[:254]), permanent=True)
    if _CONTROL.search(address) or len(address) > 254:
        raise wrong
    try:
        found = Address(display_name=_CONTROL.sub(" ", name).strip()[:100], addr_spec=address)
    except (MessageError, ValueError, IndexError) as error:
        raise wrong from error
    if not found.username or not found.domain:
        raise wrong
    return found


def _refused(code: int, words: bytes | str) -> ConnectorError:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    lasting = 500 <= code < 600 and code not in (530, 535)  # a wrong password is ours to repair, not the letter's fault
    return ConnectorError(_("The mail server said %(code)s: %(text)s", code=code, text=text[:300]), permanent=lasting)
