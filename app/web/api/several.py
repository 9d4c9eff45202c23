"""The same done with several tasks in one call: each by itself, and what could not be done says why."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.errors import InvalidForm
from app.language import gettext as _
from app.web import problems, several
from app.web.api import shapes
from app.web.api.reading import blueprint, in_parts
from app.web.identity import current_actor, signed_in

nouns = blueprint("several", "Several tasks in one go")


class Together(Schema):
    """`tasks`: ids of open approvals; a rejection needs its `reason`."""

    tasks = fields.List(fields.Integer(strict=True), required=True, validate=validate.Length(1, several.MOST))
    decision = fields.String(required=True, validate=validate.OneOf(["approve", "reject"]))
    reason = fields.String(load_default="", validate=validate.Length(max=2000))


class Work(Schema):
    """`person`: a login, for `assign`; `priority`: for `priority`."""

    tasks = fields.List(fields.Integer(strict=True), required=True, validate=validate.Length(1, several.MOST))
    deed = fields.String(required=True, validate=validate.OneOf(several.DEEDS))
    person = fields.String(load_default="")
    priority = fields.Integer(strict=True, load_default=50, validate=validate.Range(0, 100))


class LeftProblem(shapes.Problem):
    """Why one was left, as the problem that deciding it alone would have answered."""

    task = fields.Integer(required=True)


class DecidedTogether(shapes.Answer):
    """What became of each."""

    decided = fields.List(fields.Integer())
    refused = fields.List(fields.Nested(LeftProblem))


class WorkedTogether(shapes.Answer):
    """What became of each."""

    done = fields.List(fields.Integer())
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


@nouns.route("/tasks/together", methods=["POST"])
@signed_in
@nouns.arguments(Work)
@nouns.response(200, WorkedTogether)
def work(given: dict[str, Any]) -> Response:
    """Take, give back, hand over or prioritise several tasks; what cannot be done is answered with why"""
    return in_parts(lambda: _worked(**given))


def _worked(tasks: list[int], deed: str, person: str, priority: int) -> dict[str, Any]:
    done, refused = _told(tasks, several.work(current_actor(), tasks, deed, person=person, priority=priority))
    return {"done": done, "refused": refused}


def _decided(tasks: list[int], answers: dict[str, Any]) -> dict[str, Any]:
    decided, refused = _told(tasks, several.decide(current_actor(), tasks, answers))
    return {"decided": decided, "refused": refused}


def _told(tasks: list[int], left: list[several.Left]) -> tuple[list[int], list[dict[str, Any]]]:
    refused = [
        {"task": one.task, **problems.told(e.status, e.code, str(e), problems.of(e), e)}
        for one in left
        for e in [one.error]
    ]
    gone = {one.task for one in left}
    return [task for task in dict.fromkeys(tasks) if task not in gone], refused
