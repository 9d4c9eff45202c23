"""Public holidays of a country or region, worked out in a short child process and kept as data.

The library that knows them takes tens of megabytes; neither web nor worker ever loads it. Never inside a transaction.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.config import ROOT
from app.errors import InvalidForm
from app.language import gettext as _

AHEAD = 3  # years beyond the current one
SECONDS = 30
CHILD = """
import json, sys
import holidays
country, _, region = sys.argv[1].partition("-")
language, years = sys.argv[2], [int(year) for year in sys.argv[3].split(",")]
listed = holidays.list_supported_countries(include_aliases=True)
if country not in listed or (region and region not in listed[country]):
    sys.exit(3)
spoken = holidays.list_localized_countries().get(country, [])
chosen = next((one for one in spoken if one.split("_")[0].lower() == language), None)
found = holidays.country_holidays(country, subdiv=region or None, years=years, language=chosen)
days = {day.isoformat(): name for day, name in sorted(found.items())}
print(json.dumps({"days": days, "language": chosen or ""}))
"""


@dataclass(frozen=True)
class Holidays:
    """{ISO date: name} up to the end of the year `until`, named in `language`."""

    days: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    until: int = 0


def known(region: str, language: str, year: int) -> Holidays:
    """The holidays of a region ("DE", "DE-BY") around `year`. Raises InvalidForm when there is no such region."""
    region, language = region.strip().upper(), language[:16]
    if not region:
        return Holidays()
    years = ",".join(str(year + n) for n in range(-1, AHEAD + 1))
    command = [sys.executable, "-c", CHILD, region, language, years]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, cwd=ROOT, check=False)
    if done.returncode == 3:
        raise InvalidForm(
            {"region": _("No holidays are known for %(region)s. Write it as DE or DE-BY.", region=region)}
        )
    if done.returncode:
        raise RuntimeError(f"Working out the holidays of {region} failed: {done.stderr[-500:]}")
    found = json.loads(done.stdout)
    return Holidays(found["days"], language, year + AHEAD)
