"""Requests: order, follow, talk, withdraw, confirm, rate."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.language import current
from app.models.request import Request
from app.operations import following_up, linking, ordering, wanted
from app.operations import requests as verbs
from app.queries import clocks, conversation, history, undoing
from app.queries import request as request_queries
from app.queries import requests as queries
from app.queries.pages import MOST
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint, change, change_and_tell
from app.web.identity import current_actor, signed_in

nouns = blueprint("requests", "What people asked for")


class Order(Schema):
    """`data`: the answers to the start form; `requested_for`: a login; `anyway` = false: 409 where the wanted date
    leaves a step no time; `parent`: the request it is ordered for; `came_back`: the ended one it repeats."""

    item = fields.String(required=True)
    data = fields.Dict(keys=fields.String(), load_default=dict)
    requested_for = fields.String(load_default=None, allow_none=True)
    anyway = fields.Boolean(load_default=True, truthy={True}, falsy={False})
    parent = fields.String(load_default=None, allow_none=True)
    came_back = fields.String(load_default=None, allow_none=True)


class Filters(shapes.Listing):
    """Any of them; `q`: words of number, title, names, answers."""

    state = fields.String(load_default="", validate=validate.OneOf(["", *queries.STATES]))
    outcome = fields.String(load_default="", validate=validate.OneOf(["", *queries.OUTCOMES]))
    item = fields.String(load_default="")
    requester = fields.String(load_default="")
    q = fields.String(load_default="")


class Words(Schema):
    """A comment; `files`: ids from POST /files."""

    text = fields.String(required=True)
    internal = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    files = fields.List(fields.Integer(strict=True, validate=validate.Range(1, 2**53)), load_default=list)


class Wanted(Schema):
    """By when it is wanted from now on."""

    date = fields.Date(required=True)


class Reason(Schema):
    """Why."""

    reason = fields.String(load_default="")


class Confirmation(Schema):
    """`ok`: all is well."""

    ok = fields.Boolean(required=True, truthy={True}, falsy={False})
    text = fields.String(load_default="")


class Rating(Schema):
    """One to five stars."""

    stars = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=5))
    text = fields.String(load_default="")


@nouns.route("/requests")
@signed_in
@nouns.arguments(Filters, location="query")
@nouns.response(200, shapes.pages(shapes.Request))
def page(given: dict[str, Any]) -> Response:
    """The requests that the caller may see, newest first"""
    given["limit"] = min(given["limit"], MOST)
    with reading():
        return answer(plain.listed(queries.page(current_actor(), **given), plain.request))


@nouns.route("/requests", methods=["POST"])
@signed_in
@nouns.arguments(Order)
@nouns.response(201, shapes.RequestWhole)
def submit(given: dict[str, Any]) -> Response:
    """Order an item"""
    return change_and_tell(lambda: _ordered(given), _told, status=201)


@nouns.route("/requests/<number>")
@signed_in
@nouns.response(200, shapes.RequestWhole)
def one(number: str) -> Response:
    """One request whole"""
    with reading():
        return answer(_whole(number))


@nouns.route("/requests/<number>/journal")
@signed_in
@nouns.arguments(shapes.Listing, location="query")
@nouns.response(200, shapes.pages(shapes.Entry))
def journal(given: dict[str, Any], number: str) -> Response:
    """What happened, in order"""
    with reading():
        found = history.page(current_actor(), number, cursor=given["cursor"], limit=min(given["limit"], MOST))
        return answer(plain.listed(found))


@nouns.route("/requests/<number>/comments")
@signed_in
@nouns.response(200)
def comments(number: str) -> Response:
    """What was said, oldest first"""
    with reading():
        return answer({"items": [vars(one) for one in conversation.comments(current_actor(), number)], "next": None})


@nouns.route("/requests/<number>/comments", methods=["POST"])
@signed_in
@nouns.arguments(Words)
@nouns.response(201)
def comment(given: dict[str, Any], number: str) -> Response:
    """Say something"""
    return change(lambda: _say(number, given), status=201)


@nouns.route("/requests/<number>/withdraw", methods=["POST"])
@signed_in
@nouns.arguments(Reason)
@nouns.response(200, shapes.RequestWhole)
def withdraw(given: dict[str, Any], number: str) -> Response:
    """Take it back"""
    return change(lambda: _whole(verbs.withdraw(current_actor(), number, given["reason"]).id))


@nouns.route("/requests/<number>/undoable")
@signed_in
@nouns.response(200)
def undoable(number: str) -> Response:
    """What a withdrawal would have undone now, the last done first"""
    with reading():
        found = undoing.of_request(current_actor(), number, current.get())
        return answer({"items": [vars(one) for one in found], "next": None})


@nouns.route("/requests/<number>/wanted", methods=["POST"])
@signed_in
@nouns.arguments(Wanted)
@nouns.response(200, shapes.RequestWhole)
def change_wanted(given: dict[str, Any], number: str) -> Response:
    """Change the wanted date; open steps planned back from it move"""
    return change(lambda: _whole(wanted.change(current_actor(), number, given["date"]).id))


@nouns.route("/requests/<number>/confirm", methods=["POST"])
@signed_in
@nouns.arguments(Confirmation)
@nouns.response(200, shapes.RequestWhole)
def confirm(given: dict[str, Any], number: str) -> Response:
    """Say whether all is well"""
    return change(lambda: _whole(verbs.confirm(current_actor(), number, **given).id))


@nouns.route("/requests/<number>/rate", methods=["POST"])
@signed_in
@nouns.arguments(Rating)
@nouns.response(200, shapes.RequestWhole)
def rate(given: dict[str, Any], number: str) -> Response:
    """Give stars"""
    return change(lambda: _whole(following_up.rated(current_actor(), number, **given).id))


def _whole(number: str | int) -> dict[str, Any]:
    running = [plain.clock(one) for one in clocks.of_request(current_actor(), number)]
    return {**plain.request_whole(request_queries.one(current_actor(), number)), "clocks": running}


def _ordered(given: dict[str, Any]) -> Request:
    actor, parent, back = current_actor(), given.pop("parent"), given.pop("came_back")
    made = ordering.submit(actor, **given)
    if parent:
        linking.child(actor, parent, made)
    if back:
        linking.came_back(actor, back, made)
    return made


def _told(made: Request) -> dict[str, Any]:
    return plain.request_whole(request_queries.just_ordered(current_actor(), made))


def _say(number: str, given: dict[str, Any]) -> dict[str, Any]:
    files = tuple(given["files"])
    made = verbs.comment(current_actor(), number, given["text"], internal=given["internal"], files=files)
    return {
        "id": made.id,
        "author": current_actor().login,
        "text": made.text,
        "internal": made.internal,
        "created_at": made.created_at,
        "files": list(files),
    }
