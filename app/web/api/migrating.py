"""Running requests taken to another version of their definition; with `dry_run` only what would become of each."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.operations import journal
from app.operations import migrating as verbs
from app.operations.migratable import Result, Way
from app.operations.roles import OWNERS
from app.queries.studio import LARGEST
from app.web import migrated
from app.web.api import shapes
from app.web.api.reading import blueprint, in_parts
from app.web.identity import current_actor, role

nouns = blueprint("migrating", "Running requests taken to another version")


class Migration(Schema):
    """`to`: a published version. `requests`: numbers; without it all that run, a hundred at a time (`after`: the `next`
    of the answer before). `mapping`: old element -> new element where the ids differ, those of called processes as
    `process/element`. `reason` is kept in the journal.
    """

    to = fields.Integer(required=True, strict=True, validate=validate.Range(1, LARGEST))
    dry_run = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    requests = fields.List(fields.String(), load_default=None, allow_none=True)
    mapping = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict, allow_none=True)
    reason = fields.String(load_default="", validate=validate.Length(max=journal.REASON))
    after = fields.Integer(load_default=0, strict=True, validate=validate.Range(0, 2**62))


class Change(shapes.Answer):
    """`stays`: a token goes on at `to`; `ends`, `begins`: an event beside the flow; `keeps`: a timer, its moment."""

    what = fields.String(required=True)
    element = fields.String(required=True)
    to = fields.String(required=True)
    name = fields.String(required=True)


class MigratedRequest(shapes.Answer):
    """What became, or would become, of one request; `element`: where in the diagram what keeps it lies."""

    request = fields.String(required=True)
    ok = fields.Boolean(required=True)
    reason = fields.String(required=True)
    element = fields.String(required=True)
    moves = fields.List(fields.Nested(Change), required=True)


class Migrated(shapes.Answer):
    """Each request by itself. `next`: what to give as `after` to go on; null when nothing is left."""

    items = fields.List(fields.Nested(MigratedRequest), required=True)
    next = fields.Integer(allow_none=True, required=True)


@nouns.route("/definitions/<key>/versions/<int:version_number>/migrate", methods=["POST"])
@role(*OWNERS)
@nouns.arguments(Migration)
@nouns.response(200, Migrated)
def migrate(given: dict[str, Any], key: str, version_number: int) -> Response:
    """Take running requests to another version; what cannot go is answered with why, and holds nothing up"""
    actor, numbers, after = current_actor(), given["requests"], given["after"]
    with reading():
        found = _way(key, version_number, given)
    if given["dry_run"]:
        return in_parts(lambda: _looked(found, numbers, after))
    return in_parts(lambda: _told(migrated.taken(actor, found, numbers, given["reason"], after)))


def _way(key: str, number: int, given: dict[str, Any]) -> Way:
    return verbs.way(current_actor(), key, min(number, LARGEST), given["to"], given["mapping"])


def _looked(found: Way, numbers: list[str] | None, after: int) -> dict[str, Any]:
    with reading():
        return _told(migrated.looked(found, numbers, after))


def _told(found: migrated.Answer) -> dict[str, Any]:
    return {"items": [_one(result) for result in found.results], "next": found.next or None}


def _one(result: Result) -> dict[str, Any]:
    names = ("what", "element", "to", "name", "process")
    return {
        "request": result.request,
        "ok": result.ok,
        "reason": result.reason,
        "element": result.because.element if result.because else "",
        "moves": [{name: getattr(change, name) for name in names} for change in result.changes],
    }
