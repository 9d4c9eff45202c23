"""Added work: ask a group or a person for something beside a task, and take it back. They finish it as any task."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.models.added_work import KINDS
from app.operations import adding
from app.queries import added_work as queries
from app.web.api import shapes
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, signed_in

nouns = blueprint("added work", "What was added beside a task while its request runs")


class Wish(Schema):
    """`whom`: group:KEY or person:LOGIN; `blocking`: the task cannot be finished before; `due`: wanted by."""

    whom = fields.String(required=True)
    text = fields.String(required=True)
    kind = fields.String(load_default="work", validate=validate.OneOf(KINDS))
    name = fields.String(load_default="")
    due = shapes.Moment(load_default=None, allow_none=True)
    blocking = fields.Boolean(load_default=True, truthy={True}, falsy={False})
    internal = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class Added(shapes.Answer):
    """`id`: of its task; `state`: open, done, refused, approve, reject, change, over."""

    id = fields.Integer()
    beside = fields.Integer()
    element = fields.String()
    name = fields.String()
    text = fields.String()
    kind = fields.String()
    blocking = fields.Boolean()
    internal = fields.Boolean()
    state = fields.String()
    whom = fields.String()
    by = fields.String()
    answer = fields.String()
    at = fields.AwareDateTime()
    due = fields.AwareDateTime(allow_none=True)
    until = fields.AwareDateTime(allow_none=True)


@nouns.route("/tasks/<int:task_id>/added")
@signed_in
@nouns.response(200, shapes.pages(Added))
def of_task(task_id: int) -> Response:
    """What was added to a task"""
    with reading():
        return answer({"items": [plain(one) for one in queries.of_task(current_actor(), task_id)], "next": None})


@nouns.route("/tasks/<int:task_id>/added", methods=["POST"])
@signed_in
@nouns.arguments(Wish)
@nouns.response(201, Added)
def add(given: dict[str, Any], task_id: int) -> Response:
    """Add work beside a task"""
    return change(lambda: _told(adding.add(current_actor(), task_id, adding.Wish(**given)).task_id), status=201)


@nouns.route("/tasks/<int:task_id>/take-back", methods=["POST"])
@signed_in
@nouns.arguments(shapes.Nothing)
@nouns.response(200, Added)
def take_back(_given: dict[str, Any], task_id: int) -> Response:
    """Nobody needs the added work any more (`task_id`: its own)"""
    return change(lambda: _told(adding.take_back(current_actor(), task_id).task_id))


def plain(one: queries.Added) -> dict[str, Any]:
    """As programs read it: logins, no names."""
    return {key: value for key, value in vars(one).items() if key not in ("by_name", "answered_by", "yours", "process")}


def _told(task_id: int) -> dict[str, Any]:
    found = queries.behind(current_actor(), task_id)
    return plain(found) if found else {}
