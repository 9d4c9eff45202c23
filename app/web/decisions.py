"""My decisions: what one decided, found by item, month and kind, each with what lay before one then. Reads only."""

from datetime import date
from urllib.parse import urlencode

from babel.dates import format_date
from flask import Blueprint, render_template, request

from app.catalogue import forms, times
from app.catalogue.forms.showing import Shown, shown
from app.db import reading
from app.language import current
from app.language import gettext as _
from app.operations.permissions import Actor
from app.operations.wording import of_version, of_versions
from app.queries import decisions as queries
from app.queries.decisions import Snapshot
from app.web import reader, sheet
from app.web.identity import current_actor, signed_in

pages = Blueprint("decisions", __name__)
WHY = ("reason", "why", "justification", "purpose", "need")
FILTERS = ("item", "month", "decision")


@pages.get("/decisions")
@signed_in
def index() -> str:
    """The list, with its filters in the address."""
    actor, cursor = current_actor(), request.args.get("cursor", "")
    wanted = {name: request.args.get(name, "")[:100] for name in FILTERS}
    with reading():
        page = queries.page(actor, **wanted, zone=reader.zone().key, cursor=cursor)
        items = queries.items(actor)
        words = of_versions([line.version_id for line in page.items], current.get())
        months = _months(actor)
    given = {name: value for name, value in wanted.items() if value}
    return render_template(
        "decisions.html",
        page=page,
        wanted=wanted,
        items=[("", _("Every item")), *items],
        months=[("", _("Every month")), *months],
        kinds=[("", _("Every decision")), *kinds().items()],
        step=lambda line: words[line.version_id].say(line.step),
        manages=bool(actor.manages),
        cursor=cursor,
        first=f"/decisions?{urlencode(given)}",
        further=f"/decisions?{urlencode({**given, 'cursor': page.next})}" if page.next else None,
    )


@pages.get("/decisions/<int:approval_id>")
@signed_in
def show(approval_id: int) -> str:
    """One decision, exactly as it was taken."""
    with reading():
        found = queries.one(current_actor(), approval_id, current.get())
        words = of_version(found.line.version_id, current.get())
    told = _told(found)
    why = next((one for one in told if one.key in WHY), None)
    details = [one for one in told if one is not why]
    return render_template("decision.html", found=found, line=found.line, words=words, why=why, details=details)


def kinds() -> dict[str, str]:
    """The decisions in words."""
    return {"approve": _("Approved"), "reject": _("Rejected"), "change": _("Asked for a change")}


def _told(found: Snapshot) -> list[Shown]:
    """The order's answers as they were then."""
    if found.form is None:
        return []
    sight = forms.Sight(variables=found.seen, at=found.line.at, zone=reader.zone().key)
    return list(shown(sheet.form_of(found.form), found.seen, sight))


def _months(actor: Actor) -> list[tuple[str, str]]:
    """From the first decision until now, newest first; at most two years."""
    begin = queries.first(actor)
    if begin is None:
        return []
    zone = reader.zone()
    last, day = begin.astimezone(zone).date().replace(day=1), reader.moment().astimezone(zone).date().replace(day=1)
    found: list[tuple[str, str]] = []
    while day >= last and len(found) < 24:
        found.append((f"{day:%Y-%m}", str(format_date(day, "LLLL yyyy", locale=times.locale()))))
        day = date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)
    return found
