"""The plan board of a request: every group's day and plan."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from app.db import reading
from app.operations import plans as verbs
from app.queries import plans as queries
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, signed_in

nouns = blueprint("plans", "What groups that work side by side plan")


class Given(Schema):
    """`version`: as read; another one meanwhile is 409."""

    day = fields.Date(load_default=None, allow_none=True)
    text = fields.String(load_default="")
    version = fields.Integer(strict=True, load_default=None, allow_none=True)


@nouns.route("/requests/<number>/plans")
@signed_in
@nouns.response(200)
def board(number: str) -> Response:
    """Everybody's plan, and what does not fit"""
    with reading():
        return answer(_told(number))


@nouns.route("/requests/<number>/plans/<key>", methods=["POST"])
@signed_in
@nouns.arguments(Given)
@nouns.response(200)
def write(given: dict[str, Any], number: str, key: str) -> Response:
    """Write a group's plan"""
    return change(lambda: _written(number, key, given))


def _written(number: str, key: str, given: dict[str, Any]) -> dict[str, Any]:
    verbs.write(current_actor(), number, key, given["day"], given["text"], given["version"])
    return _told(number)


def _told(number: str) -> dict[str, Any]:
    found = queries.of_request(current_actor(), number)
    items = [{**vars(one), "day": one.day.isoformat() if one.day else None} for one in found.plans]
    return {"items": items, "next": None, "differ": found.differ, "order": [list(one) for one in found.order]}
