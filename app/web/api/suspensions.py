"""Suspensions: stop one request, an item's, or all that use a service, and let them go on."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.models.suspension import SCOPES
from app.operations import journal
from app.operations import suspensions as verbs
from app.operations.permissions import see_request
from app.operations.roles import OWNERS
from app.queries import request as request_queries
from app.queries import suspensions as queries
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, role, signed_in

nouns = blueprint("suspensions", "What stands still for a while")


class Pause(Schema):
    """`until`: when it goes on by itself; null: when somebody resumes it. `clocks`: pause or run."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=journal.REASON))
    until = shapes.Moment(load_default=None, allow_none=True)
    clocks = fields.String(load_default="pause", validate=validate.OneOf(("pause", "run")))


class Wider(Pause):
    """`scope`: item (`what`: its key), service (`what`: a connector or job type), requests (`requests`: numbers)."""

    scope = fields.String(required=True, validate=validate.OneOf(SCOPES))
    what = fields.String(load_default="")
    requests = fields.List(fields.String(), load_default=list)
    dry_run = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class Suspension(shapes.Answer):
    """What stands, until when, by whom; `requests`: how many stand under it."""

    id = fields.Integer()
    scope = fields.String()
    what = fields.String()
    reason = fields.String()
    pauses_clocks = fields.Boolean()
    began_at = fields.DateTime()
    ends_at = fields.DateTime(allow_none=True)
    by = fields.String(metadata=shapes.LOGIN)
    requests = fields.Integer()
    state = fields.String()


@nouns.route("/requests/<number>/suspend", methods=["POST"])
@signed_in
@nouns.arguments(Pause)
@nouns.response(200, shapes.RequestWhole)
def suspend_one(given: dict[str, Any], number: str) -> Response:
    """Suspend one request"""
    return change(lambda: _suspended(number, given))


@nouns.route("/requests/<number>/resume", methods=["POST"])
@signed_in
@nouns.arguments(shapes.Nothing)
@nouns.response(200, shapes.RequestWhole)
def resume_one(_given: dict[str, Any], number: str) -> Response:
    """Let one request go on"""
    return change(lambda: _whole(verbs.resume_request(current_actor(), number).id))


@nouns.route("/suspensions")
@role(*OWNERS)
@nouns.response(200)
def page() -> Response:
    """What stands now"""
    with reading():
        return answer({"items": [vars(one) for one in queries.standing(current_actor())], "next": None})


@nouns.route("/suspensions", methods=["POST"])
@role(*OWNERS)
@nouns.arguments(Wider)
@nouns.response(201, Suspension)
def suspend(given: dict[str, Any]) -> Response:
    """Suspend several; with `dry_run` only say what it would pause"""
    actor = current_actor()
    if given["dry_run"]:
        with reading():
            return answer(vars(queries.consequences(actor, given["scope"], given["what"], given["requests"])))
    return change(lambda: vars(queries.one(actor, _begun(given))), status=201)


@nouns.route("/suspensions/<int:suspension_id>/resume", methods=["POST"])
@role(*OWNERS)
@nouns.arguments(shapes.Nothing)
@nouns.response(200, Suspension)
def resume(_given: dict[str, Any], suspension_id: int) -> Response:
    """Let all of it go on"""
    return change(lambda: vars(queries.one(current_actor(), verbs.resume(current_actor(), suspension_id))))


def _begun(given: dict[str, Any]) -> Any:
    words = {"reason": given["reason"], "until": given["until"], "pauses_clocks": given["clocks"] == "pause"}
    return verbs.suspend(current_actor(), given["scope"], given["what"], requests=given["requests"], **words)


def _suspended(number: str, given: dict[str, Any]) -> dict[str, Any]:
    request = see_request(current_actor(), number)
    _begun({**given, "scope": "requests", "what": "", "requests": [request.number]})
    return _whole(request.id)


def _whole(request_id: int) -> dict[str, Any]:
    return plain.request_whole(request_queries.one(current_actor(), request_id))
