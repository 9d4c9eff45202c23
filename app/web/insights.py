"""The process manager's pages: figures, all requests by filters, overdue tasks; each also as CSV."""

from calendar import monthrange
from datetime import date, datetime
from urllib.parse import urlencode

from babel.dates import format_date
from flask import Blueprint, Response, flash, render_template, request

from app.catalogue import grounds, times
from app.db import reading, transaction
from app.errors import BadRequest, InvalidForm
from app.language import current
from app.language import gettext as _
from app.operations import saved_views
from app.operations.wording import of_versions
from app.queries import insights as queries
from app.queries import overview, quality, satisfaction
from app.queries import saved_views as saved_view_queries
from app.queries.insights import READERS, Count, Figures
from app.queries.overview import Wanted
from app.web import charts
from app.web.identity import current_actor, role
from app.web.paths import redirect
from app.web.spreadsheet import download

pages = Blueprint("insights", __name__, url_prefix="/insights")
SHOWN, EXPORTED, PERIODS = 50, 10_000, (3, 6, 12, 24)


@pages.get("")
@role(*READERS)
def index() -> str:
    """Figures by item and month, as pictures with their tables."""
    found, titles, item, months = _figures()
    first = datetime.fromisoformat(found.months[0] + "-01T00:00:00+00:00")
    with reading():
        heard = satisfaction.since(current_actor(), first, item)
        looked = quality.counts(current_actor(), first, item)
    names = [_written(month, "MMM") for month in found.months]
    sums = {
        kind: [sum(getattr(one, kind) for one in found.counts if one.month == month) for month in found.months]
        for kind in ("received", "fulfilled", "rejected", "withdrawn")
    }
    chart = charts.bars(names, [("b", sums["received"]), ("a", sums["fulfilled"]), ("c", sums["rejected"])])
    return render_template(
        "insights.html",
        tabs=tabs("figures"),
        found=found,
        titles=titles,
        item=item,
        months=months,
        chart=chart,
        written={month: _written(month, "LLLL y") for month in found.months},
        drill=lambda first, last, ended="", item=item: _drill(first, last, ended, item),
        sums={kind: sum(values) for kind, values in sums.items()},
        periods=PERIODS,
        span=times.span,
        heard=heard,
        looked=looked,
        grounds=[(grounds.said(word), count) for word, count in heard.grounds],
    )


@pages.get("/figures.csv")
@role(*READERS)
def figures_csv() -> Response:
    """The table of the figures."""
    found = _figures()[0]
    head = ["month", "item", "received", "fulfilled", "rejected", "withdrawn"]
    lines = [[*(getattr(one, name) for name in head), _hours(found, one)] for one in found.counts]
    return download("laneway-figures", [[*head, "median_hours"], *lines])


@pages.get("/requests")
@role(*READERS)
def requests() -> str:
    """All requests by the filters in the address."""
    return _requests()


@pages.get("/requests.csv")
@role(*READERS)
def requests_csv() -> Response:
    """What the filters find, at most ten thousand lines."""
    with reading():
        page = overview.requests(current_actor(), _wanted(), limit=EXPORTED)
    head = ["number", "item", "title", "requester", "requested_for", "state", "outcome", "created_at", "ended_at"]
    return download("laneway-requests", [head, *([getattr(one, name) for name in head] for one in page.items)])


@pages.post("/views")
@role(*READERS)
def keep_view() -> Response | tuple[str, int]:
    """Keep the filters under a name."""
    filters = urlencode(_wanted().given())
    try:
        with transaction():
            saved_views.keep(current_actor(), request.form.get("name", ""), filters)
    except InvalidForm as error:
        return _requests(error.fields), error.status
    flash(_("Saved."), "done")
    return redirect(f"/insights/requests?{filters}")


@pages.post("/views/<int:view_id>/drop")
@role(*READERS)
def drop_view(view_id: int) -> Response:
    """Forget a view."""
    with transaction():
        saved_views.drop(current_actor(), view_id)
    return redirect("/insights/requests")


@pages.get("/overdue")
@role(*READERS)
def overdue() -> str:
    """Tasks whose time is over."""
    with reading():
        page = overview.overdue_tasks(current_actor(), cursor=request.args.get("cursor", ""), limit=SHOWN)
        words = of_versions([one.version_id for one in page.items], current.get())
    return render_template("overdue.html", tabs=tabs("overdue"), page=page, words=words)


@pages.get("/overdue.csv")
@role(*READERS)
def overdue_csv() -> Response:
    """Tasks whose time is over, at most ten thousand lines."""
    with reading():
        page = overview.overdue_tasks(current_actor(), limit=EXPORTED)
    head = ["request", "title", "item", "name", "assignee", "group", "requester", "created_at", "due_at"]
    return download("laneway-overdue", [head, *([getattr(one, name) for name in head] for one in page.items)])


def tabs(current: str) -> list[dict[str, object]]:
    """The ways between these pages."""
    words = {"figures": _("Figures"), "requests": _("All requests"), "overdue": _("Overdue tasks")}
    words["clocks"] = _("Agreed times")
    words["routing"] = _("Given back")
    words["training"] = _("Training")
    places = {key: f"/insights/{key}" for key in words} | {"figures": "/insights"}
    return [{"words": word, "href": places[key], "current": key == current} for key, word in words.items()]


def _written(month: str, shape: str) -> str:
    """A month ("2026-03") as the reader writes it."""
    return format_date(date.fromisoformat(f"{month}-01"), shape, locale=times.locale())


def _drill(first: str, last: str, ended: str, item: str) -> str:
    """The address of the requests that a figure counts: received from the month `first` to `last`, or ended so."""
    year, month = int(last[:4]), int(last[5:])
    days = {"since": f"{first}-01", "until": f"{last}-{monthrange(year, month)[1]}"}
    found = {f"ended_{name}": day for name, day in days.items()} | {"outcome": ended} if ended else days
    return "/insights/requests?" + urlencode(Wanted(item=item, **found).given())


def _hours(found: Figures, one: Count) -> str:
    """The median until the end in hours, "" where nothing ended."""
    span = found.medians.get((one.item, one.month))
    return f"{span.total_seconds() / 3600:.1f}" if span is not None else ""


def _figures() -> tuple[Figures, dict[str, str], str, int]:
    item, months = request.args.get("item", "")[:100], request.args.get("months", 12, type=int)
    months = months if months in PERIODS else 12
    with reading():
        found, titles = queries.figures(current_actor(), months=months, item=item), dict(overview.items())
    return found, titles, item, months


def _wanted() -> Wanted:
    given = {name: request.values.get(name, "").strip()[:100] for name in Wanted.__dataclass_fields__}
    for name in ("since", "until", "ended_since", "ended_until"):
        try:
            given[name] = date.fromisoformat(given[name]).isoformat() if given[name] else ""
        except ValueError as error:
            raise BadRequest(_("Write a day as 2026-03-01.")) from error
    return Wanted(**given)


def _requests(errors: dict[str, str] | None = None) -> str:
    actor, wanted, cursor = current_actor(), _wanted(), request.args.get("cursor", "")
    with reading():
        page = overview.requests(actor, wanted, cursor=cursor, limit=SHOWN)
        views = saved_view_queries.of_person(actor, "requests")
        items, groups = overview.items(), overview.groups()
    return render_template(
        "overview.html",
        tabs=tabs("requests"),
        page=page,
        wanted=wanted,
        filters=urlencode(wanted.given()),
        cursor=cursor,
        views=views,
        items=items,
        groups=groups,
        errors=errors or {},
    )
