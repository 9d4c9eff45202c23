"""Definitions: look, upload, publish, retire."""

import hashlib
from typing import Any

from flask import Response, request

from app.db import reading
from app.errors import BadRequest, TooLarge
from app.language import gettext as _
from app.operations import asking_back, importing, publishing
from app.operations.roles import DRAWERS, OWNERS
from app.queries import data_stores
from app.queries import definitions as queries
from app.queries.pages import MOST
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint, change
from app.web.api.uploads import form
from app.web.identity import current_actor, role

nouns = blueprint("definitions", "Diagrams with their forms, in versions")
UPLOAD_BYTES = 10_000_000


@nouns.route("/definitions")
@role(*OWNERS)
@nouns.arguments(shapes.Listing, location="query")
@nouns.response(200)
def page(given: dict[str, Any]) -> Response:
    """All definitions with their versions"""
    with reading():
        found = queries.page(current_actor(), cursor=given["cursor"], limit=min(given["limit"], MOST))
        return answer(plain.listed(found, _plain))


@nouns.route("/definitions", methods=["POST"])
@role(*OWNERS)
@nouns.doc(
    **form("files[]", many=True, publish={"type": "string", "enum": ["true", "false"]}, process={"type": "string"})
)
@nouns.response(201)
def upload() -> Response:
    """Upload diagrams of any tool with what belongs to them: .bpmn, .dmn, .form, .po, or a .zip of them"""
    files = {file.filename: file.stream.read(UPLOAD_BYTES + 1) for file in _given() if file.filename}
    if not files:
        raise BadRequest(_("Send the item's files in the field “files[]”."))
    if sum(map(len, files.values())) > UPLOAD_BYTES:
        raise TooLarge(_("An item may have at most %(n)s MB.", n=UPLOAD_BYTES // 1_000_000))
    publish = request.form.get("publish", "false").lower() in ("true", "1", "yes", "on")
    process = request.form.get("process") or None
    mark = hashlib.sha256()
    for name, content in sorted(files.items()):
        mark.update(f"{name}\0{len(content)}\0{publish}\0{process}\0".encode() + content)
    importing.try_out(files)
    return change(lambda: _imported(files, publish, process), status=201, mark=mark.digest())


@nouns.route("/definitions/<key>")
@role(*OWNERS)
@nouns.response(200)
def one(key: str) -> Response:
    """One definition with its versions"""
    with reading():
        return answer(_plain(queries.one(current_actor(), key)))


@nouns.route("/definitions/<key>/stores")
@role(*DRAWERS)
@nouns.response(200)
def stores(key: str) -> Response:
    """What the data stores of its published version hold"""
    with reading():
        queries.one(current_actor(), key)
        held = data_stores.of(current_actor(), key)
        names = ("name", "shared", "entries", "value", "changed_at", "last")
        return answer({"items": [{name: getattr(one, name) for name in names} for one in held]})


@nouns.route("/definitions/<key>/versions/<int:version_number>")
@role(*OWNERS)
@nouns.response(200)
def version(key: str, version_number: int) -> Response:
    """One version whole"""
    with reading():
        return answer(vars(queries.version(current_actor(), key, version_number)))


@nouns.route("/definitions/<key>/versions/<int:version_number>/publish", methods=["POST"])
@role(*OWNERS)
@nouns.arguments(shapes.Nothing)
@nouns.response(200)
def publish(_given: dict[str, Any], key: str, version_number: int) -> Response:
    """Make it the version that new requests get"""
    return change(lambda: vars(queries.view(key, publishing.publish(current_actor(), key, version_number))))


@nouns.route("/definitions/<key>/versions/<int:version_number>/retire", methods=["POST"])
@role(*OWNERS)
@nouns.arguments(shapes.Nothing)
@nouns.response(200)
def retire(_given: dict[str, Any], key: str, version_number: int) -> Response:
    """Take it out of the catalogue"""
    return change(lambda: vars(queries.view(key, publishing.retire(current_actor(), key, version_number))))


def _given() -> list[Any]:
    return [*request.files.getlist("files[]"), *request.files.getlist("files")]


def _imported(files: dict[str, bytes], publish_it: bool, process: str | None) -> dict[str, Any]:
    rows = importing.bring(current_actor(), files, publish=publish_it, process=process)
    row = rows[-1]
    made = queries.view(row.definition.key, row)
    return {
        "key": made.key,
        "version": made.version,
        "state": made.state,
        "report": made.report,
        "problems": made.problems,
        "processes": [{"id": one, "name": name} for one, name in asking_back.other_processes(made.key, row.diagram)],
        "others": [{"key": one.definition.key, "version": one.number, "state": one.state} for one in rows[:-1]],
    }


def _plain(one: queries.DefinitionView) -> dict[str, Any]:
    return {**vars(one), "versions": [vars(line) for line in one.versions]}
