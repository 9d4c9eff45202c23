"""An order that comes too late for its wanted date: said before it is placed, with what can be chosen instead."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from app.catalogue import times
from app.db import now
from app.errors import TooLate
from app.language import current
from app.language import gettext as _
from app.operations import backward_planning, item_calendars
from app.operations.backward_planning import Late
from app.operations.wording import Wording, of_version
from workflows.definition import Definition


def check(definition: Definition, version_id: int, variables: Mapping[str, Any], *, anyway: bool) -> dict[str, Any]:
    """What the journal keeps of steps that come too late. Raises TooLate unless it is ordered `anyway`.

    Property `late` of the process: ask (people may order anyway), refuse (nobody may).
    """
    found = backward_planning.too_late(definition, variables)
    properties = definition.process.properties
    refused = properties.get("late") == "refuse"
    if found and (refused or not anyway):
        raise TooLate(
            sentence(definition, found, of_version(version_id, current.get())),
            field=properties.get("wanted", ""),
            refused=refused,
        )
    return {"late": [one.element for one in found]} if found else {}


def sentence(definition: Definition, found: Sequence[Late], words: Wording) -> str:
    """Which steps, and the first date that each could keep: "Laptop: earliest Wed 9 Dec (10 working days)"."""
    zone = ZoneInfo(item_calendars.calendar_of(definition.process.properties).zone)
    said = [
        _(
            "%(step)s: earliest %(day)s",
            step=words.say(one.name),
            day=times.day(backward_planning.noon(one.earliest, zone), now(), zone),
        )
        for one in found
    ]
    return _("There is not enough time until the wanted date. %(steps)s.", steps="; ".join(said).rstrip("."))
