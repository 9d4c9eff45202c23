"""Fulfilment groups, for administrators."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.operations import groups as verbs
from app.operations.roles import MANAGERS
from app.queries import groups as queries
from app.queries.pages import MOST
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, role

nouns = blueprint("groups", "Who does the work")


class Facts(Schema):
    """`members`: the whole list of logins."""

    name = fields.String(validate=validate.Length(max=200))
    names = shapes.names()
    email = fields.String(validate=validate.Length(max=254))
    manager = fields.String(allow_none=True, metadata=shapes.LOGIN)
    members = fields.List(fields.String(metadata=shapes.LOGIN))
    active = fields.Boolean(truthy={True}, falsy={False})


class NewGroup(Facts):
    """The key never changes."""

    key = fields.String(required=True)


@nouns.route("/groups")
@role(*MANAGERS)
@nouns.arguments(shapes.Listing, location="query")
@nouns.response(200, shapes.pages(shapes.Group))
def page(given: dict[str, Any]) -> Response:
    """Groups with their members"""
    with reading():
        found = queries.page(current_actor(), cursor=given["cursor"], limit=min(given["limit"], MOST))
        return answer(plain.listed(found))


@nouns.route("/groups", methods=["POST"])
@role("administrator")
@nouns.arguments(NewGroup)
@nouns.response(201, shapes.Group)
def add(given: dict[str, Any]) -> Response:
    """Add a group"""

    def work() -> dict[str, Any]:
        row = verbs.add(current_actor(), given.pop("key"), given)
        return vars(queries.one(current_actor(), row.key))

    return change(work, status=201)


@nouns.route("/groups/<key>")
@role(*MANAGERS)
@nouns.response(200, shapes.Group)
def one(key: str) -> Response:
    """One group"""
    with reading():
        return answer(vars(queries.one(current_actor(), key)))


@nouns.route("/groups/<key>", methods=["PATCH"])
@role("administrator")
@nouns.arguments(Facts)
@nouns.response(200, shapes.Group)
def alter(given: dict[str, Any], key: str) -> Response:
    """Change what is given"""
    return change(lambda: vars(queries.one(current_actor(), verbs.change(current_actor(), key, given).key)))
