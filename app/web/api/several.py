"""Several approvals decided in one call, each a decision of its own."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.errors import InvalidForm
from app.language import gettext as _
from app.web import errors, several
from app.web.api import shapes
from app.web.api.reading import blueprint, in_parts
from app.web.identity import current_actor, signed_in

nouns = blueprint("several", "Several approvals in one go")


class Together(Schema):
    """`tasks`: ids of open approvals; a rejection needs its `reason`."""

    tasks = fields.List(fields.Integer(strict=True), required=True, validate=validate.Length(1, several.MOST))
    decision = fields.String(required=True, validate=validate.OneOf(["approve", "reject"]))
    reason = fields.String(load_default="", validate=validate.Length(max=2000))


class LeftProblem(shapes.Problem):
    """Why one was left, as the problem that deciding it alone would have answered."""

    task = fields.Integer(required=True)


class DecidedTogether(shapes.Answer):
    """What became of each."""

    decided = fields.List(fields.Integer())
    refused = fields.List(fields.Nested(LeftProblem))


@nouns.route("/tasks/decide", methods=["POST"])
@signed_in
@nouns.arguments(Together)
@nouns.response(200, DecidedTogether)
def decide(given: dict[str, Any]) -> Response:
    """Decide several approvals; what cannot be decided so is answered with why, and holds nothing up"""
    answers = {"decision": given["decision"], "reason": given["reason"].strip()}
    if answers["decision"] == "reject" and not answers["reason"]:
        raise InvalidForm({"reason": _("Say why, so that the requester knows what to do.")})
    return in_parts(lambda: _decided(given["tasks"], answers))


def _decided(tasks: list[int], answers: dict[str, Any]) -> dict[str, Any]:
    left = several.decide(current_actor(), tasks, answers)
    refused = [
        {"task": one.task, **errors.told(e.status, e.code, str(e), errors.problems(e), e)}
        for one in left
        for e in [one.error]
    ]
    gone = {one.task for one in left}
    return {"decided": [task for task in dict.fromkeys(tasks) if task not in gone], "refused": refused}
