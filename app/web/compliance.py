"""Agreed times kept and broken, by item and by group, and the same as CSV. For those who oversee."""

from flask import Blueprint, Response, render_template, request

from app.db import reading
from app.queries import compliance as queries
from app.queries import insights, overview
from app.queries.compliance import Kept
from app.web.identity import current_actor, role
from app.web.insights import PERIODS, tabs
from app.web.spreadsheet import download

pages = Blueprint("compliance", __name__, url_prefix="/insights/clocks")


@pages.get("")
@role(*insights.READERS)
def index() -> str:
    """The table."""
    found, item, months = _kept()
    with reading():
        titles, groups = dict(overview.items()), queries.group_names()
    return render_template(
        "compliance.html", tabs=tabs("clocks"), found=found, titles=titles, groups=groups, item=item, months=months,
        periods=PERIODS,
    )  # fmt: skip


@pages.get("/clocks.csv")
@role(*insights.READERS)
def csv() -> Response:
    """The same figures."""
    head = ["item", "kind", "group", "met", "breached", "share"]
    lines = [[getattr(one, name) for name in head] for one in _kept()[0]]
    return download("laneway-clocks", [head, *lines])


def _kept() -> tuple[list[Kept], str, int]:
    item, said = request.args.get("item", ""), request.args.get("months", "")
    months = int(said) if said in map(str, PERIODS) else PERIODS[0]
    with reading():
        return queries.kept(current_actor(), months=months, item=item), item, months
