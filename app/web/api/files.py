"""Files: uploaded once, named by forms and comments, handed out only as attachments."""

from flask import Response, request, send_file
from marshmallow import fields
from werkzeug.datastructures import FileStorage

from app.db import reading
from app.errors import BadRequest
from app.language import gettext as _
from app.operations import files as verbs
from app.web.api import shapes
from app.web.api.reading import blueprint, change
from app.web.api.uploads import form
from app.web.identity import current_actor, signed_in

nouns = blueprint("files", "Uploaded files")


class FileMade(shapes.Answer):
    """`size` in bytes."""

    id = fields.Integer()
    name = fields.String()
    size = fields.Integer()
    sha256 = fields.String()
    type = fields.String()


@nouns.route("/files", methods=["POST"])
@signed_in
@nouns.doc(**form("file"))
@nouns.response(201, FileMade)
def upload() -> Response:
    """Upload a file"""
    given: FileStorage | None = request.files.get("file")
    if given is None or not given.filename:
        raise BadRequest(_("Send one file in the field “file”."))
    stored = verbs.store(given.stream, given.filename)
    used = []

    def add() -> dict[str, object]:
        row = verbs.add(current_actor(), stored)
        used.append(True)
        return {"id": row.id, "name": row.name, "size": row.size, "sha256": row.sha256, "type": row.type}

    try:
        return change(add, status=201, mark=f"{stored.name}\0{stored.sha256}".encode())
    finally:
        if not used:
            verbs.discard(stored)


@nouns.route("/files/<int:file_id>")
@signed_in
@nouns.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
def download(file_id: int) -> Response:
    """The bytes, as an attachment"""
    with reading():
        row = verbs.see(current_actor(), file_id)
        place, name, media = verbs.place_of(row), row.name, row.type
    answer = send_file(place, mimetype=media, as_attachment=True, download_name=name, etag=False)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
