"""What a diagram says of planning backwards: which field holds the wanted date, how long before it a step is due.

Property `wanted` of the process names a date field of the start form; property `lead` of a step is in working days
(P10D, P2W; or FEEL over the answers that gives one). Reads and checks; counts nothing, knows no calendar.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from workflows.element import Element, Process
from workflows.feel import compile_expression
from workflows.feel.errors import FeelError

LEAD = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,4})D)?")
WEEK = 5
LATE = ("ask", "refuse")  # property `late` of the process: what is done with an order that comes too late


def days(text: str) -> int | None:
    """Working days; None where it is no lead. P0D is due on the wanted day."""
    found = LEAD.fullmatch(text.strip())
    if not found or text.strip() == "P":
        return None
    weeks, single = (int(part or 0) for part in found.groups())
    return weeks * WEEK + single


def wanted_of(process: Process, variables: Mapping[str, Any]) -> date | None:
    """The date that somebody wants it by; None where the item asks for none, or none is given."""
    said = variables.get(process.properties.get("wanted", ""))
    try:
        return date.fromisoformat(said[:10]) if isinstance(said, str) else None
    except ValueError:
        return None


def lead_of(properties: Mapping[str, Any], variables: Mapping[str, Any], at: datetime) -> int | None:
    """How many working days before the wanted date it is due; None where nothing, or nothing readable, is said."""
    said = str(properties.get("lead") or "")
    if not said.startswith("="):
        return days(said) if said else None
    try:
        value = compile_expression(said[1:]).evaluate(dict(variables), at=at, zone="UTC")
    except FeelError:
        return None
    return days(str(value)) if value is not None else None


def steps(process: Process) -> Iterator[Element]:
    """The steps that are planned backwards."""
    return (element for element in process.elements.values() if element.properties.get("lead"))
