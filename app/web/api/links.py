"""Requests that belong together: what one is linked to; saying that two are related, or not."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from app.db import reading
from app.operations import linking
from app.queries import linked
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, signed_in

nouns = blueprint("links", "Requests that belong together")


class Other(Schema):
    """The number of another request."""

    other = fields.String(required=True)


@nouns.route("/requests/<number>/links")
@signed_in
@nouns.response(200)
def links(number: str) -> Response:
    """What it belongs to; `side`: parent, child, came_back_as, came_back_from, followed_up_by, follows_up, related"""
    with reading():
        return answer(_links(number))


@nouns.route("/requests/<number>/links", methods=["POST"])
@signed_in
@nouns.arguments(Other)
@nouns.response(200)
def relate(given: dict[str, Any], number: str) -> Response:
    """Say that another request is related"""
    return change(lambda: _related(number, given["other"]))


@nouns.route("/requests/<number>/links/<other>/drop", methods=["POST"])
@signed_in
@nouns.response(200)
def unrelate(number: str, other: str) -> Response:
    """They are not related after all"""
    return change(lambda: _unrelated(number, other))


def _links(number: str) -> dict[str, Any]:
    return {"items": [vars(one) for one in linked.of_request(current_actor(), number)], "next": None}


def _related(number: str, other: str) -> dict[str, Any]:
    linking.relate(current_actor(), number, other)
    return _links(number)


def _unrelated(number: str, other: str) -> dict[str, Any]:
    linking.unrelate(current_actor(), number, other)
    return _links(number)
