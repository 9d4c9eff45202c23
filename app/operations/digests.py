"""The daily mail: what happened to a person since the last one, by request, written when its row is due.

Behind the fence of that row, so it is written once. Sends nothing itself: the mail leaves through the outbox.
"""

from itertools import groupby
from typing import Any

from app.catalogue import mails
from app.db import now, session
from app.language import ngettext, using
from app.models.notice import Notice
from app.models.person import Person
from app.operations import house, outbox, telling
from workflows.values import loads

MOST = 200  # notices in one mail; what is more stays under News


def write(person_id: int, key: str) -> None:
    """One mail with everything that waits for it, if anything does."""
    person = session().get_one(Person, person_id)
    rows = telling.waiting(person_id, MOST)
    if rows and person.active:
        outbox.digest(person, _facts(person, rows), key=f"{key}:mail")
    for row in rows:
        row.digest = "sent"


def _facts(person: Person, rows: list[Notice]) -> dict[str, Any]:
    with using(person.language):
        title = ngettext("%(num)s piece of news", "%(num)s pieces of news", len(rows))
    groups = [_group(person, list(found)) for _request, found in groupby(rows, lambda row: row.request_id or -row.id)]
    link = f"{house.config().public_url}/news"
    return {"title": title, "groups": groups, "link": link, "at": now().isoformat()}


def _group(person: Person, rows: list[Notice]) -> dict[str, Any]:
    """Those of one request, or one that is of none; it leads where the last of them does."""
    facts = loads(rows[-1].facts)
    lines = [_line(mails.brief(row.kind, person.language, loads(row.facts))) for row in rows]
    return {"title": facts["title"], "number": facts.get("number", ""), "link": facts["link"], "lines": lines}


def _line(brief: mails.Brief) -> str:
    said = " ".join(brief.said.split())
    return f"{brief.lead}: {said[:200]}" if said else brief.lead
