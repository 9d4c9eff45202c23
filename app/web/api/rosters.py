"""People and groups from CSV: a preview with a sentence per line, then the change itself."""

from typing import Any

from flask import Response, request

from app.errors import BadRequest, TooLarge
from app.language import gettext as _
from app.operations import rosters as verbs
from app.web.api.reading import answer, blueprint, change
from app.web.api.uploads import form
from app.web.identity import current_actor, role

nouns = blueprint("rosters", "People and groups from files")
CSV_BYTES = 5_000_000
BESIDE: dict[str, Any] = {
    "what": {"type": "string", "enum": ["people", "groups"]},
    "apply": {"type": "string", "enum": ["true", "false"]},
}


@nouns.route("/people/import", methods=["POST"])
@role("administrator")
@nouns.doc(**form("file", **BESIDE))
@nouns.response(200)
def read_in() -> Response:
    """Rehearse a file, or apply it (`apply` = true): all of it, or nothing and 422"""
    given = request.files.get("file")
    if given is None:
        raise BadRequest(_("Send one CSV file in the field “file”."))
    content = given.stream.read(CSV_BYTES + 1)
    if len(content) > CSV_BYTES:
        raise TooLarge(_("A CSV file may have at most %(n)s MB.", n=CSV_BYTES // 1_000_000))
    what, apply = request.form.get("what", "people"), request.form.get("apply") == "true"
    try:
        return change(
            lambda: _plain(verbs.read_in(current_actor(), what, content, apply=apply), applied=True),
            mark=f"{what}\0{apply}\0".encode() + content,
        )
    except verbs.Rehearsed as rehearsed:
        return answer(_plain(rehearsed.result, applied=False), 422 if apply else 200)


def _plain(result: verbs.Result, *, applied: bool) -> dict[str, object]:
    return {"applied": applied, "wrong": result.wrong, "lines": [vars(line) for line in result.lines]}
