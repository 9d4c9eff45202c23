"""Jobs for programs: take them, do them, complete them (operations/jobs.py)."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.models.call import Call
from app.models.request import number_of
from app.operations import jobs as verbs
from app.operations.roles import PROGRAMS
from app.web.api import shapes
from app.web.api.reading import blueprint, change
from app.web.identity import current_actor, role
from workflows.values import loads

nouns = blueprint("jobs", "Steps that programs do")
DAY = 86_400
SECONDS = validate.Range(min=1, max=DAY)


class JobClaim(Schema):
    """`types`: what this program does; `seconds`: for how long it takes them."""

    types = fields.List(fields.String(validate=validate.Length(min=1, max=60)), required=True,
                        validate=validate.Length(min=1, max=50))  # fmt: skip
    limit = fields.Integer(strict=True, load_default=1, validate=validate.Range(min=1, max=verbs.BATCH))
    seconds = fields.Integer(strict=True, load_default=60, validate=SECONDS)


class HeldJob(Schema):
    """`token`: what the claim answered; an older one is refused with 409."""

    token = fields.Integer(strict=True, required=True, validate=validate.Range(min=0, max=2**31 - 1))


class JobResult(HeldJob):
    """`result`: variables for the request."""

    result = fields.Dict(keys=fields.String(), load_default=dict)


class JobFailure(HeldJob):
    """`permanent`: no retry helps. `retry_after`: seconds."""

    error = fields.String(required=True, validate=validate.Length(min=1, max=4000))
    retry_after = fields.Integer(strict=True, load_default=None, allow_none=True, validate=validate.Range(0, 30 * DAY))
    permanent = fields.Boolean(load_default=False)


class JobError(HeldJob):
    """A business error, for the boundary event with this code."""

    code = fields.String(required=True, validate=validate.Length(min=1, max=200))
    message = fields.String(load_default="", validate=validate.Length(max=4000))


class JobExtension(HeldJob):
    """For how long from now."""

    seconds = fields.Integer(strict=True, required=True, validate=SECONDS)


class Job(shapes.Answer):
    """A job that the caller now holds. `key` is the same at every try: give it to whatever must not act twice."""

    id = fields.Integer()
    type = fields.String()
    key = fields.String()
    request = fields.String()
    element = fields.String()
    name = fields.String()
    headers = fields.Dict()
    data = fields.Dict()
    attempt = fields.Integer()
    attempts_left = fields.Integer()
    token = fields.Integer()
    until = fields.DateTime()


class Jobs(shapes.Answer):
    """What was claimed; none is an empty list."""

    jobs = fields.List(fields.Nested(Job))


class JobStanding(shapes.Answer):
    """`state`: leased, ready (offered again), done, dead (an incident) or cancelled."""

    id = fields.Integer()
    state = fields.String()
    until = fields.DateTime(allow_none=True)


@nouns.route("/jobs/claim", methods=["POST"])
@role(*PROGRAMS)
@nouns.arguments(JobClaim)
@nouns.response(200, Jobs)
def claim(given: dict[str, Any]) -> Response:
    """Take jobs

    Nobody else gets them until `until`. Answers at once, also with none: ask again after a few seconds.
    """
    return change(lambda: {"jobs": [_job(row) for row in verbs.claim(current_actor(), **given)]})


@nouns.route("/jobs/<int:job_id>/complete", methods=["POST"])
@role(*PROGRAMS)
@nouns.arguments(JobResult)
@nouns.response(200, JobStanding)
def complete(given: dict[str, Any], job_id: int) -> Response:
    """Done: the request goes on with the result"""
    return change(lambda: _standing(verbs.complete(current_actor(), job_id, **given)))


@nouns.route("/jobs/<int:job_id>/fail", methods=["POST"])
@role(*PROGRAMS)
@nouns.arguments(JobFailure)
@nouns.response(200, JobStanding)
def fail(given: dict[str, Any], job_id: int) -> Response:
    """It did not work: later again, or an incident"""
    return change(lambda: _standing(verbs.fail(current_actor(), job_id, **given)))


@nouns.route("/jobs/<int:job_id>/error", methods=["POST"])
@role(*PROGRAMS)
@nouns.arguments(JobError)
@nouns.response(200, JobStanding)
def error(given: dict[str, Any], job_id: int) -> Response:
    """A business error that the diagram may handle"""
    return change(lambda: _standing(verbs.refuse(current_actor(), job_id, **given)))


@nouns.route("/jobs/<int:job_id>/extend", methods=["POST"])
@role(*PROGRAMS)
@nouns.arguments(JobExtension)
@nouns.response(200, JobStanding)
def extend(given: dict[str, Any], job_id: int) -> Response:
    """It takes longer"""
    return change(lambda: _standing(verbs.extend(current_actor(), job_id, **given)))


def _job(row: Call) -> dict[str, Any]:
    return {
        "id": row.id,
        "type": row.type,
        "key": row.key,
        "request": number_of(row.request_id),
        "element": row.element,
        "name": row.name,
        "headers": loads(row.headers),
        "data": loads(row.data),
        "attempt": row.attempts,
        "attempts_left": row.max_attempts - row.attempts,
        "token": row.lease_token,
        "until": row.lease_until,
    }


def _standing(row: Call) -> dict[str, Any]:
    return {"id": row.id, "state": row.state, "until": row.lease_until if row.state == "leased" else None}
