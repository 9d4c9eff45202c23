"""Coming years need their holidays: calendars that run out are given more, worked out in a child process of its own."""

import logging

from app.db import now, reading, session, transaction
from app.errors import InvalidForm
from app.models.calendar import Calendar
from app.operations import calendars, holidays

NEEDED = 2  # years ahead that should always be known

log = logging.getLogger(__name__)


def extend() -> None:
    """Every current calendar that knows too few years; the library works outside any transaction."""
    with reading():
        year = now().year
        found = [(row.id, calendars.value(row).region, row.language) for row in calendars.short_of(year + NEEDED)]
    for row_id, region, language in found:
        try:
            known = holidays.known(region, language, year)
        except InvalidForm:
            log.warning("The holidays of %s are not known any more; calendar %s keeps those it has.", region, row_id)
            continue
        with transaction():
            row = session().get(Calendar, row_id)
            if row is not None and row.current:
                calendars.extend(row, known)
