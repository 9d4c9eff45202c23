"""The journal: what happened, by chain or by person, and whether it still holds. For administrators; reads only."""

from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from app.db import reading
from app.language import current
from app.operations.wording import Wording, of_versions
from app.queries import journal as queries
from app.queries.journal import Verdict
from app.web import history
from app.web.identity import current_actor, role

pages = Blueprint("journal", __name__, url_prefix="/journal")
FILTERS = ("request", "who", "kind")


@pages.get("")
@role("administrator")
def index() -> str:
    """The house's chain, a request's, or one person's deeds."""
    return _page()


@pages.post("")
@role("administrator")
def verify() -> str:
    """Compute every chain anew and compare."""
    with reading():
        verdict = queries.verified(current_actor())
    return _page(verdict)


def _page(verdict: Verdict | None = None) -> str:
    wanted = {name: request.args.get(name, "").strip()[:64] for name in FILTERS}
    with reading():
        page = queries.page(
            current_actor(),
            request=wanted["request"],
            who=wanted["who"],
            kind=wanted["kind"],
            cursor=request.args.get("cursor", ""),
        )
        spoken = of_versions((one.version_id for one in page.items if one.version_id), current.get())
    told = [(one, history.sentence(one, spoken.get(one.version_id or 0, Wording()))) for one in page.items]
    filters = urlencode({name: value for name, value in wanted.items() if value})
    return render_template(
        "journal.html", page=page, told=told, who=history.who, wanted=wanted, filters=filters, verdict=verdict
    )
