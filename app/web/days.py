"""Days that a form names, as moments: midnight in the reader's zone."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from flask import request

from app.errors import InvalidForm
from app.language import gettext as _
from app.operations import house
from app.web.identity import current_actor


def given(name: str) -> datetime:
    """The beginning of the day in the field `name`, in UTC. Raises InvalidForm."""
    zone = ZoneInfo(current_actor().timezone or house.config().timezone)
    try:
        day = datetime.fromisoformat(request.form.get(name, "")).date()
    except ValueError as error:
        raise InvalidForm({name: _("Choose a day.")}) from error
    return datetime.combine(day, time(), zone).astimezone(UTC)
