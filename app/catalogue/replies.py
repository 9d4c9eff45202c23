"""A mail that came as a reply, read: who sent it, whether that is proved, which of our mails it answers, what it says.

Pure; believes nothing but what the own mail server wrote on top. Never raises on what a stranger sends.
"""

import re
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from app.catalogue.folding import fold

WORDS = {
    "approve": "approve approved genehmigen genehmigt zatwierdzam zatwierdz zatwierdzone jovahagyom jovahagyva",
    "reject": "reject rejected ablehnen abgelehnt odrzucam odrzuc odrzucone elutasitom elutasitva",
}
DECISIONS = {word: decision for decision, words in WORDS.items() for word in words.split()}
FIRST = re.compile(r"\s*(\w+)\s*(?:[:;,.!–—-]\s*|$)(.*)")
QUOTED = re.compile(
    r"^(>|-- ?$|_{5,}|-{3,}|.{0,200}\b(wrote|schrieb|napisał|írta)\b.{0,200}:$|(from|von|od|feladó): )", re.I
)
COMMENT = re.compile(r"\([^()]*\)|\"[^\"]*\"")
OURS = re.compile(r"<([0-9a-f]{32})@([^<>\s]+)>")
#: What the parser lets through.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, MessageError, RecursionError)
LISTS = ("list-id", "list-unsubscribe", "list-post", "x-autoreply", "x-autorespond")
BULK = ("bulk", "list", "junk", "auto_reply")


@dataclass(frozen=True)
class Reply:
    """`sender`: the one address it says it is from, "" for none or several; `proved`: the own mail server vouches.

    `threads`: local parts of our Message-IDs that it answers; `automatic`: no person wrote it. `decision`: approve,
    reject or "", said by the first word alone; `text`: the rest of what stands above what it quotes.
    """

    id: str
    sender: str
    proved: bool
    automatic: bool
    threads: tuple[str, ...]
    decision: str
    text: str


def read(raw: bytes, authserv: str, domain: str) -> Reply:
    """Read a message. `authserv`: how the own mail server calls itself in Authentication-Results; `domain`: of our
    mails."""
    try:
        return _read(raw, authserv, domain)
    except UNREADABLE:  # parts within parts without end: nobody's, and nobody is answered
        return Reply("", "", proved=False, automatic=True, threads=(), decision="", text="")


def _read(raw: bytes, authserv: str, domain: str) -> Reply:
    message = BytesParser(policy=policy.default.clone(raise_on_defect=False)).parsebytes(raw)
    sender = _sender(message)
    decision, text = _said(_text(message))
    return Reply(
        id=_plain(message, "message-id")[:998],
        sender=sender,
        proved=bool(sender and authserv) and _proved(message, authserv, sender.rpartition("@")[2]),
        automatic=_automatic(message),
        threads=_threads(message, domain),
        decision=decision,
        text=text,
    )


def _kept(text: str) -> str:
    """Without what no database keeps: NUL, and bytes that the parser hands on as halves of surrogate pairs."""
    return text.replace("\0", "").encode(errors="replace").decode()


def _all(message: EmailMessage, name: str) -> list[str]:
    try:
        return [_kept(" ".join(str(value).split())) for value in message.get_all(name, [])]
    except UNREADABLE:  # a header that the standard library cannot parse says nothing
        return []


def _plain(message: EmailMessage, name: str) -> str:
    return next(iter(_all(message, name)), "")


def _sender(message: EmailMessage) -> str:
    try:
        fields = message.get_all("from", [])
        found = [_kept(one.addr_spec) for field in fields for one in field.addresses]
    except UNREADABLE:  # as above
        return ""
    return found[0].casefold() if len(fields) == 1 and len(found) == 1 and "@" in found[0] else ""


def _proved(message: EmailMessage, authserv: str, domain: str) -> bool:
    """Only the topmost result counts: what stands below may have come with the message."""
    said = COMMENT.sub(" ", COMMENT.sub(" ", _plain(message, "authentication-results"))).casefold()
    server, *results = [part.split() for part in said.split(";")]
    if not server or server[0] != authserv.casefold():
        return False
    passed = [words for words in results if words and words[0] == "dmarc=pass"]
    failed = [words for words in results if words and words[0].startswith("dmarc=") and words[0] != "dmarc=pass"]
    froms = [word.partition("=")[2] for words in passed for word in words if word.startswith("header.from=")]
    return bool(passed) and not failed and all(one.rpartition("@")[2] == domain for one in froms)


def _automatic(message: EmailMessage) -> bool:
    submitted = _plain(message, "auto-submitted").casefold()
    if submitted and not submitted.startswith("no"):
        return True
    if _plain(message, "precedence").casefold() in BULK or any(_all(message, name) for name in LISTS):
        return True
    return _plain(message, "return-path") == "<>" or message.get_content_type() == "multipart/report"


def _threads(message: EmailMessage, domain: str) -> tuple[str, ...]:
    said = " ".join([*_all(message, "in-reply-to"), *_all(message, "references")])
    found = [local for local, at in OURS.findall(said) if at.casefold() == domain.casefold()]
    return tuple(dict.fromkeys(found))[:50]


def _text(message: EmailMessage) -> str:
    try:
        part = message.get_body(preferencelist=("plain",))
        return _kept(str(part.get_content())) if part is not None else ""
    except UNREADABLE:  # a charset or an encoding that does not exist: it says nothing that could be read
        return ""


def _said(text: str) -> tuple[str, str]:
    lines: list[str] = []
    for line in text.splitlines():
        if QUOTED.match(line.strip()):
            break
        lines.append(line.rstrip())
    above = "\n".join(lines).strip()
    first, _, rest = above.partition("\n")
    found = FIRST.fullmatch(first)
    decision = DECISIONS.get(fold(found[1]), "") if found else ""
    if found is None or not decision:
        return "", above
    return decision, f"{found[2]}\n{rest}".strip()
