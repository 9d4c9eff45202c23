"""The demo's calendars: office hours in each of its countries, with the holidays there.

The holidays lie beside as data (holidays.json), as operations/holidays.py works them out: a first start should wait for
no child process. Years beyond them come as everywhere, from the worker (jobs/holidays.py).
"""

import json
from pathlib import Path

from app.db import now, session
from app.models.calendar import Calendar
from app.operations import calendars
from workflows.clocks import STANDARD

HOLIDAYS = Path(__file__).with_name("holidays.json")
ROWS = (
    (STANDARD, "Office hours, Berlin", "Europe/Berlin", "DE-BE"),
    ("vienna", "Office hours, Vienna", "Europe/Vienna", "AT"),
    ("warsaw", "Office hours, Warsaw", "Europe/Warsaw", "PL"),
    ("budapest", "Office hours, Budapest", "Europe/Budapest", "HU"),
)


def seed() -> None:
    """Write them into an empty house."""
    known = json.loads(HOLIDAYS.read_text("utf-8"))
    for key, name, zone, region in ROWS:
        days = known[region]["days"]
        facts = {"key": key, "name": name, "zone": zone, "week": list(calendars.OFFICE), "region": region}
        row = Calendar(key=key, number=1, name=name, facts=json.dumps({**facts, "holidays": days}, ensure_ascii=False))
        row.language, row.until, row.created_at = known[region]["language"], int(max(days)[:4]), now()
        session().add(row)
