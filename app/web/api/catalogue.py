"""What the caller may order."""

from typing import Any

from flask import Response
from marshmallow import fields

from app.db import reading
from app.queries import catalogue as queries
from app.queries.pages import MOST
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint
from app.web.identity import current_actor, signed_in

nouns = blueprint("catalogue", "What can be ordered")


class Search(shapes.Listing):
    """`q`: words of title, description, keywords."""

    q = fields.String(load_default="")


@nouns.route("/catalogue")
@signed_in
@nouns.arguments(Search, location="query")
@nouns.response(200, shapes.pages(shapes.Item))
def items(given: dict[str, Any]) -> Response:
    """The items that the caller may order"""
    with reading():
        page = queries.page(current_actor(), cursor=given["cursor"], limit=min(given["limit"], MOST), q=given["q"])
        return answer(plain.listed(page, plain.item))


@nouns.route("/catalogue/<key>")
@signed_in
@nouns.response(200, shapes.ItemWhole)
def item(key: str) -> Response:
    """One item with its start form"""
    with reading():
        return answer(plain.item_whole(queries.item(current_actor(), key)))
