"""Incidents: what is stuck, and its repair."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.errors import NotFound
from app.operations import journal, repairs
from app.operations import resolving as verbs
from app.operations.roles import REPAIRERS
from app.queries import causes as cause_queries
from app.queries import incidents as queries
from app.queries.pages import MOST
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, role

nouns = blueprint("incidents", "What is stuck")


class Filters(shapes.Listing):
    """Open ones unless asked otherwise."""

    state = fields.String(load_default="open", validate=validate.OneOf(queries.STATES))


class RetryAll(Schema):
    """Why."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=journal.REASON))


class Cause(shapes.Answer):
    """What several failed of; `service`: the connector's type."""

    key = fields.String()
    count = fields.Integer()
    since = fields.DateTime()
    newest = fields.Integer()
    kind = fields.String()
    words = fields.String()
    service = fields.String()


class Causes(shapes.Answer):
    """The commonest first."""

    items = fields.List(fields.Nested(Cause))
    next = fields.String(allow_none=True)


class Repair(shapes.Answer):
    """How far trying all again is; `state`: running or done; `again`: came back at once."""

    id = fields.Integer()
    cause = fields.String()
    total = fields.Integer()
    tried = fields.Integer()
    again = fields.Integer()
    state = fields.String()
    reason = fields.String()
    by_name = fields.String()
    began_at = fields.DateTime()


class Resolution(Schema):
    """`data`: new variables for change, the call's result for skip."""

    action = fields.String(required=True, validate=validate.OneOf(list(verbs.ACTIONS)))
    data = fields.Dict(keys=fields.String(), load_default=dict)
    reason = fields.String(required=True)


@nouns.route("/incidents")
@role(*REPAIRERS)
@nouns.arguments(Filters, location="query")
@nouns.response(200, shapes.pages(shapes.Incident))
def page(given: dict[str, Any]) -> Response:
    """Incidents, newest first"""
    given["limit"] = min(given["limit"], MOST)
    with reading():
        return answer(plain.listed(queries.page(current_actor(), **given)))


@nouns.route("/incidents/causes")
@role(*REPAIRERS)
@nouns.response(200, Causes)
def causes() -> Response:
    """What more than one of them failed of, the commonest first"""
    with reading():
        return answer({"items": [vars(one) for one in cause_queries.shared(current_actor())], "next": None})


@nouns.route("/incidents/causes/<key>")
@role(*REPAIRERS)
@nouns.response(200, Repair)
def progress(key: str) -> Response:
    """How far trying all of one cause again is"""
    with reading():
        found = cause_queries.progress(current_actor(), key)
        if found is None:
            raise NotFound()
        return answer(vars(found))


@nouns.route("/incidents/causes/<key>/retry", methods=["POST"])
@role(*REPAIRERS)
@nouns.arguments(RetryAll)
@nouns.response(200, Repair)
def retry_all(given: dict[str, Any], key: str) -> Response:
    """Try all of one cause again, one after another"""
    return change(lambda: vars(cause_queries.of_row(repairs.begin(current_actor(), key, given["reason"]))))


@nouns.route("/incidents/<int:incident_id>/retry", methods=["POST"])
@role(*REPAIRERS)
@nouns.arguments(shapes.Nothing)
@nouns.response(200, shapes.Incident)
def retry(_given: dict[str, Any], incident_id: int) -> Response:
    """Run what failed once more"""
    return change(lambda: vars(queries.line(verbs.retry(current_actor(), incident_id))))


@nouns.route("/incidents/<int:incident_id>/resolve", methods=["POST"])
@role(*REPAIRERS)
@nouns.arguments(Resolution)
@nouns.response(200, shapes.Incident)
def resolve(given: dict[str, Any], incident_id: int) -> Response:
    """Repair it"""
    return change(lambda: vars(queries.line(verbs.resolve(current_actor(), incident_id, **given))))
