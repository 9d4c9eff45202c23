"""People and groups read in from a CSV file: tried first, with a sentence for every wrong line, then applied whole."""

from flask import Blueprint, flash, render_template, request

from app.db import transaction
from app.errors import BadRequest
from app.language import gettext as _
from app.operations import rosters as verbs
from app.web.identity import current_actor, role

pages = Blueprint("rosters", __name__, url_prefix="/rosters")
CSV_BYTES = 1_000_000


@pages.get("")
@role("administrator")
def page() -> str:
    """The form."""
    return _page()


@pages.post("")
@role("administrator")
def read_in() -> str | tuple[str, int]:
    """Try a file, or apply the one just tried: it comes along in the page, so nothing is kept in between."""
    given = request.files.get("file")
    content = given.stream.read(CSV_BYTES + 1) if given else request.form.get("content", "").encode()
    what, apply = request.form.get("what", "people"), "apply" in request.form
    try:
        if len(content) > CSV_BYTES:
            raise BadRequest(_("A CSV file may have at most %(n)s MB.", n=CSV_BYTES // 1_000_000))
        with transaction():
            result = verbs.read_in(current_actor(), what, content, apply=apply)
    except verbs.Rehearsed as rehearsed:
        return _page(what, rehearsed.result, content.decode("utf-8-sig"))
    except BadRequest as error:
        return _page(what, error=str(error)), 422
    flash(_("Read in."), "done")
    return _page(what, result)


def _page(what: str = "people", result: verbs.Result | None = None, content: str = "", error: str = "") -> str:
    columns = {kind: ", ".join(verbs.columns_of(kind)) for kind in verbs.KINDS}
    return render_template("rosters.html", what=what, result=result, content=content, error=error, columns=columns)
