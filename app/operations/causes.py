"""Which incidents have the same cause: what went wrong, told without what differs from one request to the next.

The key is worked out when an incident is opened. A row without one (written by an older Laneway) gets it from the
scheduler. Reads and names only; never resolves anything.
"""

import hashlib
import re

from sqlalchemy import select

from app.db import session
from app.models.call import Call
from app.models.incident import Incident
from app.models.request import Request

BATCH = 50
#: What differs between two requests that failed of the same: said as one word each, the longer pattern first.
DIFFERS = (
    (re.compile(r"https?://\S+"), "<address>"),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<mail>"),
    (re.compile(r"“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]"), "<text>"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b(?=[a-f]*\d)[0-9a-f]{12,}\b", re.I), "<id>"),
    (re.compile(r"\breq-\d+\b", re.I), "<request>"),
    (re.compile(r"\d+([.,:]\d+)*"), "<number>"),
)


def key(kind: str, where: str, cause: str) -> str:
    """The key of a cause. `where`: the connector's type, or the item and the element."""
    return hashlib.sha256("\n".join((kind, where, normalised(cause))).encode()).hexdigest()[:20]


def normalised(cause: str) -> str:
    """The cause without addresses, names in quotation marks, ids and numbers."""
    for pattern, word in DIFFERS:
        cause = pattern.sub(word, cause)
    return " ".join(cause.casefold().split())


def name(row: Incident, call: Call | None, item: str) -> None:
    """Give the row the key of its cause."""
    if call is None:
        row.cause_key = key(row.kind, f"{item}:{row.element}", row.cause)
    else:
        row.cause_key = key(row.kind, call.type, row.cause.removeprefix(f"{call.name}: "))


def name_new() -> None:
    """Name the causes of a few open incidents that came without one."""
    unnamed = (Incident.state == "open", Incident.cause_key == "")
    query = select(Incident, Call, Request.item).join(Request, Request.id == Incident.request_id)
    for row, call, item in session().execute(
        query.outerjoin(Call, Call.id == Incident.call_id).where(*unnamed).limit(BATCH)
    ):
        name(row, call, item)
