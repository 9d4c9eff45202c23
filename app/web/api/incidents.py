"""Incidents: what is stuck, and its repair."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.operations import incidents as verbs
from app.queries import incidents as queries
from app.queries.pages import MOST
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, role

nouns = blueprint("incidents", "What is stuck")


class Filters(shapes.Listing):
    """Open ones unless asked otherwise."""

    state = fields.String(load_default="open", validate=validate.OneOf(queries.STATES))


class Repair(Schema):
    """`data`: new variables for change, the call's result for skip."""

    action = fields.String(required=True, validate=validate.OneOf(list(verbs.ACTIONS)))
    data = fields.Dict(keys=fields.String(), load_default=dict)
    reason = fields.String(required=True)


@nouns.route("/incidents")
@role(*verbs.REPAIRERS)
@nouns.arguments(Filters, location="query")
@nouns.response(200, shapes.pages(shapes.Incident))
def page(given: dict[str, Any]) -> Response:
    """Incidents, newest first"""
    given["limit"] = min(given["limit"], MOST)
    with reading():
        return answer(plain.listed(queries.page(current_actor(), **given)))


@nouns.route("/incidents/<int:incident_id>/retry", methods=["POST"])
@role(*verbs.REPAIRERS)
@nouns.arguments(shapes.Nothing)
@nouns.response(200, shapes.Incident)
def retry(_given: dict[str, Any], incident_id: int) -> Response:
    """Run what failed once more"""
    return change(lambda: vars(queries.line(verbs.retry(current_actor(), incident_id))))


@nouns.route("/incidents/<int:incident_id>/resolve", methods=["POST"])
@role(*verbs.REPAIRERS)
@nouns.arguments(Repair)
@nouns.response(200, shapes.Incident)
def resolve(given: dict[str, Any], incident_id: int) -> Response:
    """Repair it"""
    return change(lambda: vars(queries.line(verbs.resolve(current_actor(), incident_id, **given))))
