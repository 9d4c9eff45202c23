"""Saved views: named filters of the inbox, and of all requests for those who read those."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.models.saved_view import PAGES, SavedView
from app.operations import saved_views as verbs
from app.queries import filters
from app.queries import saved_views as queries
from app.web.api import shapes
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, signed_in

nouns = blueprint("views", "Saved views: filters under a name")


class Which(Schema):
    """Of the inbox, or of the list of all requests."""

    page = fields.String(load_default="inbox", validate=validate.OneOf(PAGES))


class Named(Schema):
    """`group`: key of a group of the caller's whose members see it, too; "" for nobody."""

    name = fields.String(required=True, validate=validate.Length(min=1, max=100))
    group = fields.String(load_default="")


class NewView(Named, Which):
    """`query`: the filters as the page's address writes them, without the question mark."""

    query = fields.String(required=True, validate=validate.Length(max=verbs.LONGEST))


class View(shapes.Answer):
    """`count`: how much open work the caller finds there, 100 means that many or more; null where none is counted."""

    id = fields.Integer()
    page = fields.String()
    name = fields.String()
    query = fields.String()
    owner = fields.String(metadata=shapes.LOGIN)
    group = fields.String()
    yours = fields.Boolean()
    count = fields.Integer(allow_none=True)


@nouns.route("/views")
@signed_in
@nouns.arguments(Which, location="query")
@nouns.response(200, shapes.pages(View))
def page(given: dict[str, Any]) -> Response:
    """The caller's views of a page, and those that groups of theirs share"""
    with reading():
        return answer({"items": _told(queries.of_person(current_actor(), given["page"])), "next": None})


@nouns.route("/views", methods=["POST"])
@signed_in
@nouns.arguments(NewView)
@nouns.response(201, View)
def keep(given: dict[str, Any]) -> Response:
    """Keep filters under a name; the same name is overwritten"""
    return change(lambda: _kept(given), status=201)


@nouns.route("/views/<int:view_id>", methods=["POST"])
@signed_in
@nouns.arguments(Named)
@nouns.response(200, View)
def rename(given: dict[str, Any], view_id: int) -> Response:
    """Another name, or who else sees it"""
    return change(lambda: _one(verbs.change(current_actor(), view_id, given["name"], given["group"])))


@nouns.route("/views/<int:view_id>/forget", methods=["POST"])
@signed_in
@nouns.arguments(shapes.Nothing)
@nouns.response(200)
def forget(_given: dict[str, Any], view_id: int) -> Response:
    """Forget a view of one's own"""
    return change(lambda: _forgotten(view_id))


def _kept(given: dict[str, Any]) -> dict[str, Any]:
    query = filters.parsed(given["query"]).query if given["page"] == "inbox" else given["query"]
    return _one(verbs.keep(current_actor(), given["name"], query, given["page"], given["group"]))


def _forgotten(view_id: int) -> dict[str, Any]:
    verbs.drop(current_actor(), view_id)
    return {"id": view_id}


def _one(row: SavedView) -> dict[str, Any]:
    return _told([queries.told(current_actor(), row)])[0]


def _told(views: list[queries.Kept]) -> list[dict[str, Any]]:
    found = queries.counted(current_actor(), views)
    return [{**vars(one), "count": found.get(one.id)} for one in views]
