"""Somebody else finished the task first: who and when, and what was typed meanwhile as words for a note."""

from datetime import datetime

from babel.dates import format_timedelta

from app.catalogue import forms, times
from app.catalogue.forms import merging
from app.catalogue.forms.given import put
from app.catalogue.forms.showing import shown
from app.db import reading
from app.errors import AlreadyDone, LanewayError
from app.language import gettext as _
from app.operations.permissions import Actor
from app.queries.people import find
from app.queries.task import TaskPage
from app.web import pane, presence, reader, sheet


def said(error: LanewayError, actor: Actor) -> str:
    """The error in a sentence; of what a colleague completed also how long ago, of one's own that it was oneself."""
    who, at = error.details.get("who"), error.details.get("at")
    if isinstance(error, AlreadyDone) and who == actor.login:  # in another tab, or before going back
        return _("You have done this already.")
    if not isinstance(error, AlreadyDone) or not who or not isinstance(at, datetime):
        return str(error)
    ago = format_timedelta(at - reader.moment(), add_direction=True, locale=times.locale())
    with reading():
        person = find(str(who))
    return _("%(name)s completed this %(ago)s.", name=person.name if person else who, ago=ago)


def words(error: LanewayError, page: TaskPage, mine: dict[str, object]) -> str:
    """What the reader had typed that the form did not begin with, a line a field; "" for another error."""
    if not isinstance(error, AlreadyDone) or page.form is None:
        return ""
    form = sheet.form_of(pane.schema(page) or page.form)
    typed: dict[str, object] = {}
    for change in merging.changes(form, presence.begun(page), mine):
        put(typed, change.path, change.value)
    sight = forms.Sight(variables={**page.data, **mine}, at=reader.moment(), zone=reader.zone().key)
    return "\n".join(f"{one.label}: {one.text}" for one in shown(form, typed, sight) if one.text)
