"""Working time: calendars, their hours and days, and counting open clocks anew. For those who keep processes."""

from typing import Any

from babel.dates import get_day_names
from flask import Blueprint, Response, flash, render_template, request

from app.catalogue import times
from app.db import reading, transaction
from app.errors import Conflict, InvalidForm
from app.language import gettext as _
from app.language import ngettext
from app.operations import calendars as verbs
from app.operations import holidays, house
from app.operations.clocks import recounting
from app.queries import calendars as queries
from app.queries.calendars import SHOWN
from app.web import newer, reader
from app.web.identity import current_actor, role
from app.web.paths import redirect

pages = Blueprint("calendars", __name__, url_prefix="/calendars")
BATCH = 100  # instances counted anew by one click


@pages.get("")
@role(*verbs.KEEPERS)
def index() -> str:
    """The list."""
    return _list()


@pages.post("")
@role(*verbs.KEEPERS)
def add() -> Response | tuple[str, int]:
    """A new one, with office hours to begin with."""
    key = request.form.get("key", "").strip()
    try:
        with reading():
            taken = any(one.key == key for one in queries.every(current_actor()))
        if taken:
            raise InvalidForm({"key": _("The key %(key)s is taken.", key=key)})
        facts = verbs.checked(key, {**verbs.standard(), "name": request.form.get("name", "")})
    except InvalidForm as error:
        return _list(error.fields), error.status
    with transaction():
        verbs.save(current_actor(), key, facts, holidays.Holidays())
    flash(_("Added."), "done")
    return redirect(f"/calendars/{key}")


@pages.get("/<calendar>")
@role(*verbs.KEEPERS)
def show(calendar: str) -> str:
    """One calendar."""
    return _one(calendar)


@pages.post("/<calendar>")
@role(*verbs.KEEPERS)
def change(calendar: str) -> Response | tuple[str, int]:
    """Its hours and days. What is open is not counted anew by that; the page offers it."""
    with reading():
        queries.one(current_actor(), calendar)
    try:
        facts = verbs.checked(calendar, _facts())
        found = holidays.known(facts["region"], request.form.get("language", ""), reader.moment().year)
        with transaction():
            newer.check(queries.one(current_actor(), calendar).number)
            verbs.save(current_actor(), calendar, facts, found)
    except InvalidForm as error:
        return _one(calendar, error.fields, newer.posted()), error.status
    except Conflict as error:
        return _one(calendar, {"": str(error)}), error.status
    flash(_("Saved."), "done")
    return redirect(f"/calendars/{calendar}")


@pages.get("/<calendar>/recount")
@role(*verbs.KEEPERS)
def preview(calendar: str) -> str:
    """What counting open clocks anew would change."""
    with reading():
        found = queries.one(current_actor(), calendar)
        changes = recounting.changes(current_actor(), calendar, SHOWN) if found.number else []
    return render_template("recount.html", calendar=found, changes=changes)


@pages.post("/<calendar>/recount")
@role(*verbs.KEEPERS)
def recount(calendar: str) -> Response:
    """Count them anew, each request by itself."""
    with reading():
        queries.one(current_actor(), calendar)
        found = dict.fromkeys(row.instance_id for row in recounting.outdated(calendar, BATCH))
    for instance_id in found:
        with transaction():
            recounting.recount(current_actor(), calendar, instance_id)
    done = len(found)
    flash(ngettext("%(num)s request was counted anew.", "%(num)s requests were counted anew.", done), "done")
    return redirect(f"/calendars/{calendar}")


def _facts() -> dict[str, Any]:
    """As verbs.checked takes them: days are written one a line, the date first."""
    form = request.form
    return {
        **{name: form.get(name, "") for name in ("name", "zone", "region")},
        "week": [form.get(f"week.{number}", "") for number in range(7)],
        "closed": _lines(form.get("closed", "")),
        "opened": _lines(form.get("opened", "")),
    }


def _lines(text: str) -> dict[str, str]:
    found = (line.strip().partition(" ") for line in text.splitlines() if line.strip())
    return {day: rest.strip() for day, _space, rest in found}


def _list(errors: dict[str, str] | None = None) -> str:
    with reading():
        found = queries.every(current_actor())
    return render_template("calendars.html", calendars=found, errors=errors or {}, typed=request.form)


def _one(key: str, errors: dict[str, str] | None = None, seen: str = "") -> str:
    with reading():
        calendar = queries.one(current_actor(), key)
    return render_template(
        "calendar.html",
        calendar=calendar,
        seen=seen or newer.mark(calendar.number),
        errors=errors or {},
        typed=request.form,
        days=get_day_names("wide", "stand-alone", locale=times.locale()),
        languages=house.config().languages,
    )
