"""Tasks: find, claim, release, assign, complete."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.models.refusal import REASONS
from app.models.task import KINDS, Task
from app.operations import refusals, steps
from app.operations import tasks as verbs
from app.queries import request as request_queries
from app.queries import task as task_queries
from app.queries import tasks as queries
from app.queries.filters import ORDERS
from app.queries.pages import MOST
from app.queries.request import Changed
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint, change, change_and_tell
from app.web.identity import current_actor, signed_in

nouns = blueprint("tasks", "What waits for people")


class Filters(shapes.Listing):
    """`scope`: mine (held or offered by name), groups, all; `group`: a key; `q`: words of the request."""

    scope = fields.String(load_default="mine", validate=validate.OneOf(queries.SCOPES))
    state = fields.String(load_default="open", validate=validate.OneOf(queries.STATES))
    item = fields.String(load_default="")
    kind = fields.String(load_default="", validate=validate.OneOf(["", *KINDS]))
    group = fields.String(load_default="")
    q = fields.String(load_default="")
    order = fields.String(load_default="due", validate=validate.OneOf(ORDERS))


class Heir(Schema):
    """A login."""

    person = fields.String(required=True)


class Completion(Schema):
    """`data`: the form's answers; `version`: as read with the task."""

    data = fields.Dict(keys=fields.String(), load_default=dict)
    version = fields.Integer(strict=True, load_default=None, allow_none=True)


class Refusing(Schema):
    """`reason`: one of the list; `words`: what is added to it."""

    reason = fields.String(required=True, validate=validate.OneOf(REASONS))
    words = fields.String(load_default="", validate=validate.Length(max=500))


class Beginning(Schema):
    """`step`: the element to begin; null, said expressly: nothing more is to be done."""

    step = fields.String(load_default="", allow_none=True)


class Ticking(Schema):
    """`point`: as the checklist has it."""

    point = fields.String(required=True)
    ticked = fields.Boolean(load_default=True, truthy={True}, falsy={False})


class Completed(shapes.Answer):
    """What became of both."""

    task = fields.Nested(shapes.TaskWhole)
    request = fields.Nested(shapes.RequestWhole)


@nouns.route("/tasks")
@signed_in
@nouns.arguments(Filters, location="query")
@nouns.response(200, shapes.pages(shapes.Task))
def page(given: dict[str, Any]) -> Response:
    """The caller's tasks"""
    given["limit"] = min(given["limit"], MOST)
    with reading():
        return answer(plain.listed(queries.page(current_actor(), **given)))


@nouns.route("/tasks/<int:task_id>")
@signed_in
@nouns.response(200, shapes.TaskWhole)
def one(task_id: int) -> Response:
    """One task with its form and the values it shows"""
    with reading():
        return answer(_whole(task_id))


@nouns.route("/tasks/<int:task_id>/claim", methods=["POST"])
@signed_in
@nouns.arguments(shapes.Nothing)
@nouns.response(200, shapes.TaskWhole)
def claim(_given: dict[str, Any], task_id: int) -> Response:
    """Take it"""
    return change(lambda: _whole(verbs.claim(current_actor(), task_id).id))


@nouns.route("/tasks/<int:task_id>/release", methods=["POST"])
@signed_in
@nouns.arguments(shapes.Nothing)
@nouns.response(200, shapes.TaskWhole)
def release(_given: dict[str, Any], task_id: int) -> Response:
    """Give it back"""
    return change(lambda: _whole(verbs.release(current_actor(), task_id).id))


@nouns.route("/tasks/<int:task_id>/assign", methods=["POST"])
@signed_in
@nouns.arguments(Heir)
@nouns.response(200, shapes.Task)
def assign(given: dict[str, Any], task_id: int) -> Response:
    """Hand it to somebody"""
    return change(lambda: vars(queries.lines([verbs.assign(current_actor(), task_id, given["person"])])[0]))


@nouns.route("/tasks/<int:task_id>/refuse", methods=["POST"])
@signed_in
@nouns.arguments(Refusing)
@nouns.response(200, shapes.Task)
def refuse(given: dict[str, Any], task_id: int) -> Response:
    """Give it back with a reason; the next who is free gets it, or the group"""
    return change(lambda: vars(queries.lines([refusals.refuse(current_actor(), task_id, **given)])[0]))


@nouns.route("/tasks/<int:task_id>/complete", methods=["POST"])
@signed_in
@nouns.arguments(Completion)
@nouns.response(200, Completed)
def complete(given: dict[str, Any], task_id: int) -> Response:
    """Finish it; the process moves on"""
    return change_and_tell(lambda: _completed(task_id, given), _told)


@nouns.route("/tasks/<int:task_id>/begin", methods=["POST"])
@signed_in
@nouns.arguments(Beginning)
@nouns.response(200, shapes.TaskWhole)
def begin(given: dict[str, Any], task_id: int) -> Response:
    """Begin a step of an ad-hoc sub-process, or say that nothing more is to be done"""
    return change(lambda: _whole(steps.begin(current_actor(), task_id, given["step"]).id))


@nouns.route("/tasks/<int:task_id>/ticks", methods=["POST"])
@signed_in
@nouns.arguments(Ticking)
@nouns.response(200, shapes.TaskWhole)
def tick(given: dict[str, Any], task_id: int) -> Response:
    """Tick a point of its checklist, or take the tick away"""
    return change(lambda: _whole(verbs.tick(current_actor(), task_id, given["point"], on=given["ticked"]).id))


def _whole(task_id: int) -> dict[str, Any]:
    return plain.task_whole(task_queries.one(current_actor(), task_id))


def _completed(task_id: int, given: dict[str, Any]) -> tuple[Task, Changed]:
    task = verbs.complete(current_actor(), task_id, given["data"], given["version"])
    return task, request_queries.of_task(task)


def _told(done: tuple[Task, Changed]) -> dict[str, Any]:
    task, changed = done
    request = request_queries.as_it_stands(current_actor(), changed)
    line = {**vars(queries.lines([task])[0]), "completed_by": current_actor().login}
    return {"task": line, "request": plain.request_whole(request)}
