"""The database: reachable, at this release's revision, whole, and with a clock that agrees with this machine's."""

import time
from datetime import UTC, datetime

from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from app.away import reason
from app.db import db, now, reading, session
from app.doctor.finding import Finding, Findings
from app.models.setting import Setting
from app.operations import clock, readiness
from app.queries import passed_over, schema

AREA = "database"
SKEW = 5.0  # seconds
UPGRADE = "Run ./laneway upgrade, which keeps a backup (./laneway up does it without)."
PREPARE = "Run ./laneway prepare (./laneway up does it by itself)."


def look() -> Findings:
    """Ends after the first finding that makes the others pointless."""
    try:
        tables = inspect(db.engine).get_table_names()
    except SQLAlchemyError as error:
        advice = "Start it, or correct LANEWAY_DATABASE_URL."
        yield Finding("ill", AREA, f"The database does not answer: {reason(error)}", advice)
        return
    if "alembic_version" not in tables:
        yield Finding("ill", AREA, "The database is empty.", PREPARE)
        return
    with reading():
        yield from _revision()
        yield from _writable()
        yield from _whole()
        yield from _clock()


def is_usable(found: list[Finding]) -> bool:
    """Whether the tables may be asked further questions."""
    return all(one.level != "ill" for one in found)


def _revision() -> Findings:
    at = session().scalar(text("select version_num from alembic_version"))
    if said := passed_over.told():
        yield Finding("mind", AREA, said, passed_over.ADVICE)
    [wanted] = schema.heads()
    if schema.ahead():
        advice = "This release goes on with them. Bring this machine to the later release, too."
        yield Finding("mind", AREA, f"Its tables are those of a later release ({at}).", advice)
    elif at != wanted:
        yield Finding("ill", AREA, f"Its tables are at {at}, this release wants {wanted}.", UPGRADE)
    elif not readiness.marked("prepared"):
        yield Finding("ill", AREA, "The items were never brought in.", PREPARE)
    else:
        yield Finding("well", AREA, f"Its tables are those of this release ({at}).")


def _writable() -> Findings:
    if not schema.writable():
        advice = "Make it writable again, or let LANEWAY_DATABASE_URL lead to the one that is. Workers wait for it."
        yield Finding("ill", AREA, "It can be read, but not written: pages open, and nothing can be done.", advice)


def _whole() -> Findings:
    if session().get_bind().dialect.name != "sqlite":
        return
    said = session().scalar(text("PRAGMA quick_check(1)"))
    if said == "ok":
        yield Finding("well", AREA, "The file is whole.")
    else:
        advice = "Stop Laneway, keep the file, and restore the last backup."
        yield Finding("ill", AREA, f"The file is damaged: {said}", advice)


def _clock() -> Findings:
    row = session().get(Setting, clock.KEY)
    moved = float(row.value) if row else 0.0
    here = datetime.fromtimestamp(time.time(), UTC)
    apart = abs((now() - here).total_seconds() - moved)
    if moved:
        yield Finding("mind", AREA, f"The house's clock was moved by {moved:,.0f} seconds.", "./laneway clock 0")
    if apart > SKEW:
        advice = "Let both machines ask the same time server."
        yield Finding("mind", AREA, f"Its clock and this machine's are {apart:,.0f} seconds apart.", advice)
    elif not moved:
        yield Finding("well", AREA, "Its clock is right.")
