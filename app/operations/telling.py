"""Notices as people want them: rows under News and for the daily mail, beside the mails that leave at once.

Gathered while the transaction runs and written together as its last act: one statement for everybody who is told. Never
sends, never decides who is told (notices.py).
"""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Update, bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.beside import keeps
from app.catalogue import notices
from app.catalogue.calendars.calendar import Calendar
from app.db import INSERT, Moment, before_commit, dialect, last, later, now, ring, session, table
from app.models.lease import UNCLAIMED
from app.models.notice import UNREAD, Notice
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import calendars, house
from app.operations.permissions import Actor
from app.session_cache import of_many
from workflows.clocks import STANDARD
from workflows.values import dumps

KEPT = timedelta(days=90)
ROUND = 500  # rows looked at when tidying


def wishes_of(person: Person) -> notices.Wishes:
    """How this person wants to hear of things."""
    return of_many(("wishes", person.id), lambda: notices.read(person.notices or {}))


def mail_at(person: Person, wishes: notices.Wishes, kind: str, event: str) -> datetime | None:
    """When a mail of this kind may leave for this person; None: it is not to be written."""
    if wishes.way(event).mail != "now":
        return None
    return wishes.mail_at(kind, now(), zone(person)) if wishes.quiet else now()


def tell(person: Person, way: notices.Way, kind: str, facts: dict[str, Any], key: str, request: int | None) -> None:
    """Keep the notice for News and the daily mail, where this person wants it there."""
    gathered = way.mail == "digest"
    if not (way.shown or gathered):
        return
    row = {
        "key": key,
        "person_id": person.id,
        "request_id": request,
        "kind": kind,
        "facts": dumps(facts),
        "shown": way.shown,
        "digest": "waiting" if gathered else "no",
        "created_at": now(),
    }
    info = session().info
    info["notices"].append(row)
    if gathered:
        info["digests"][person.id] = person
    if way.shown:
        ring(f"news:{person.id}")


def keep(person: Person, wishes: notices.Wishes) -> None:
    """This is how the person wants it from now on; a daily mail that waits comes at the new hour."""
    person.notices = notices.plain(wishes)
    waits = (Outbox.person_id == person.id, Outbox.kind == "digest", Outbox.state == "ready")
    due = wishes.next_digest(now(), zone(person), _calendar().works)
    session().execute(update(Outbox).where(*waits).values(run_at=due).execution_options(synchronize_session=False))


def zone(person: Person) -> ZoneInfo:
    """The person's own, else the house's."""
    return ZoneInfo(person.timezone or house.config().timezone)


def _write(current: Session) -> None:
    """The transaction's notices are written together, and a daily mail is due for whoever waits for one."""
    if current.info["notices"]:
        last(_new(dialect(), Notice), current.info["notices"])
        current.info["notices"] = []
    if current.info["digests"]:
        calendar = _calendar()
        due = [_due(person, calendar) for person in current.info["digests"].values()]
        last(_new(dialect(), Outbox), due)
        current.info["digests"] = {}


@lru_cache(maxsize=4)
def _new(database: str, model: type[Notice | Outbox]) -> Any:
    """Rows with a key, unless it was written before: put together once."""
    return INSERT[database](table(model)).on_conflict_do_nothing(index_elements=["key"])


before_commit.append(_write)
keeps("notices", list)
keeps("digests", dict)


def _due(person: Person, calendar: Calendar) -> dict[str, Any]:
    """The row that makes the daily mail; the next one is due once, whatever else happens until then."""
    moment = notices.read(person.notices or {}).next_digest(now(), zone(person), calendar.works)
    return {
        "kind": "digest",
        "key": f"digest:{person.id}:{moment:%Y-%m-%dT%H:%M}",
        "payload": dumps({"person": person.id}),
        "person_id": person.id,
        "max_attempts": house.config().max_attempts,
        "run_at": moment,
        "created_at": now(),
        **UNCLAIMED,
    }


def _calendar() -> Calendar:
    return calendars.value(calendars.current(STANDARD))


def read(actor: Actor, *, notice: int | None = None, request: int | None = None, at: datetime | None = None) -> None:
    """One notice, those of one request, or all of them are read; none that came after `at`."""
    of = {name: row_id for name, row_id in (("notice", notice), ("request", request)) if row_id is not None}
    values = {"person": actor.id, "until": at or now(), "moment": now(), **of}
    session().flush()
    later(_marked("notice" in of, "request" in of), values, lambda found: _heard(actor, found.rowcount))


def _heard(actor: Actor, marked: int) -> None:
    if marked:
        ring(f"news:{actor.id}")


@lru_cache(maxsize=4)
def _marked(one: bool, of_request: bool) -> Update:
    """Every look at a page asks this one: put together once."""
    of = table(Notice).c
    unread: list[Any] = [of.person_id == bindparam("person"), UNREAD, of.created_at <= bindparam("until", type_=Moment)]
    unread += [of.id == bindparam("notice")] if one else []
    unread += [of.request_id == bindparam("request")] if of_request else []
    return update(table(Notice)).where(*unread).values(read_at=bindparam("moment", type_=Moment))


def forget_old() -> None:
    """After 90 days a notice goes, read or not; some at a time."""
    oldest = select(Notice.id, Notice.created_at).order_by(Notice.id).limit(ROUND)
    gone = [row.id for row in session().execute(oldest) if row.created_at < now() - KEPT]
    if gone:
        session().execute(delete(Notice).where(Notice.id.in_(gone)).execution_options(synchronize_session=False))


def waiting(person_id: int, limit: int) -> list[Notice]:
    """What waits for this person's daily mail, by request."""
    query = select(Notice).where(Notice.person_id == person_id, Notice.digest == "waiting")
    return list(session().scalars(query.order_by(Notice.request_id, Notice.id).limit(limit)))
