"""The journal: what happened, by chain or by person, and whether it still holds. For administrators; reads only."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template
from flask import request as call

from app.db import reading
from app.language import current
from app.models.request import number_of
from app.operations.journal import FACTS
from app.operations.wording import Wording, of_versions
from app.queries import history
from app.queries import journal as queries
from app.queries.journal import Entry, Verdict, Wanted
from app.web import history as words
from app.web import reader
from app.web.identity import current_actor, role
from app.web.spreadsheet import download

pages = Blueprint("journal", __name__, url_prefix="/journal")
FILTERS = ("request", "who", "kind", "since", "until")
EXPORTED = 10_000


@pages.get("")
@role("administrator")
def index() -> str:
    """The house's chain, a request's, or one person's deeds."""
    return _page()


@pages.post("")
@role("administrator")
def verify() -> str:
    """Compute every chain anew and compare."""
    with reading():
        verdict = queries.verified(current_actor())
    return _page(verdict)


@pages.get("/entries.csv")
@role("administrator")
def entries_csv() -> Response:
    """What the filters find, at most ten thousand lines; whole chains can be verified from the file alone."""
    with reading():
        page = queries.page(current_actor(), _wanted(_given()), limit=EXPORTED)
        said = _said(page.items)
    head = ["at", "actor", "kind", "request", "seq", "what", "text", "data", "hash"]
    lines = [
        [
            one.at.isoformat(timespec="milliseconds"),
            one.actor,
            one.kind,
            number(one),
            one.seq,
            said(one),
            one.text,
            FACTS.encode(one.data),
            one.hash,
        ]
        for one in page.items
    ]
    return download("laneway-journal", [head, *lines])


def number(entry: Entry) -> str:
    """Of its request; "" for the house's own."""
    return number_of(entry.request_id) if entry.request_id else ""


def _given() -> dict[str, str]:
    return {name: call.args.get(name, "").strip()[:64] for name in FILTERS}


def _wanted(given: dict[str, str]) -> Wanted:
    since, until = _midnight(given["since"]), _midnight(given["until"], later=1)
    return Wanted(given["request"], given["who"], given["kind"], since, until)


def _midnight(day: str, later: int = 0) -> datetime | None:
    """The beginning of a day where the reader lives, or so many days later, in UTC; None for no day."""
    try:
        return datetime.combine(date.fromisoformat(day) + timedelta(days=later), time(), reader.zone()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _said(entries: Sequence[Entry]) -> Callable[[Entry], str]:
    """Each in the reader's words, with people's names. Inside `reading()`."""
    names = history.names(entries)
    spoken = of_versions((one.version_id for one in entries if one.version_id), current.get())
    return lambda one: words.sentence(one, spoken.get(one.version_id or 0, Wording()), names)


def _page(verdict: Verdict | None = None) -> str:
    given = _given()
    with reading():
        page = queries.page(current_actor(), _wanted(given), cursor=call.args.get("cursor", ""))
        names, said = history.names(page.items), _said(page.items)
    filters = urlencode({name: value for name, value in given.items() if value})
    return render_template(
        "journal.html",
        page=page,
        said=said,
        who=partial(words.who, names=names),
        number=number,
        kinds=sorted(words.SENTENCES),
        wanted=given,
        filters=filters,
        verdict=verdict,
    )
