"""The report for those who train: what people ask how to do, what articles were worth, who forgets passwords."""

from flask import Blueprint, Response, render_template, request

from app.db import reading
from app.language import current
from app.queries import training as queries
from app.queries.insights import READERS
from app.queries.training import Training
from app.web import insights
from app.web.identity import current_actor, role
from app.web.spreadsheet import download

pages = Blueprint("training", __name__, url_prefix="/insights")
PERIODS = (30, 90, 180, 365)


@pages.get("/training")
@role(*READERS)
def report() -> str:
    """Topics, articles, people."""
    return render_template(
        "training.html",
        tabs=insights.tabs("training"),
        found=_found(),
        naming=current_actor().has(*queries.NAMING),
        least=queries.OFTEN,
        days=_days(),
        periods=PERIODS,
    )


@pages.get("/training.csv")
@role(*READERS)
def report_csv() -> Response:
    """The same as a file; people only for who may know them."""
    found = _found()
    lines: list[list[object]] = [["kind", "name", "count", "answered_by_article"]]
    lines += [["topic", one.name, one.asked, one.by_article] for one in found.topics]
    lines += [["article", one.title, one.solved + one.asked, one.solved] for one in found.articles]
    lines += [["person", one.name, one.count, ""] for one in found.people]
    return download("laneway-training", lines)


def _found() -> Training:
    with reading():
        return queries.report(current_actor(), _days(), current.get())


def _days() -> int:
    days = request.args.get("days", 180, type=int)
    return days if days in PERIODS else 180
