"""Cron lines of other tools, said as the engine reads them (workflows/cron.py).

Quartz, which Camunda 7, Activiti, Flowable and jBPM use, counts the days of the week from Sunday = 1, Spring and Unix
from Sunday = 0. A line of six fields with a `?` is Quartz's, except in a file of Zeebe, which uses Spring: its numbers
become names, which mean the same everywhere.
"""

import re

from workflows import cron
from workflows.translation.errors import NotTranslatable

_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_DAY = re.compile(r"(?<![\w/#])[1-7](?=[-,/#L]|\Z)")


def line(text: str, *, spring: bool) -> str:
    """The line in our reading. Raises NotTranslatable for what is none."""
    said = " ".join(text.split())
    fields = said.split()
    if len(fields) == 6 and "?" in fields and not spring:
        fields[5] = _DAY.sub(lambda found: _DAYS[int(found[0]) - 1], fields[5])
        said = " ".join(fields)
    try:
        cron.read(said)
    except cron.TooOften:
        return said
    except ValueError as error:
        raise NotTranslatable(str(error)) from error
    return said
