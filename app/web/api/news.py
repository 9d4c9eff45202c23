"""What one was told of, and how one wants to be told."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from app.catalogue import notices, wishes
from app.db import reading
from app.operations import people, telling
from app.queries import news as queries
from app.queries.pages import MOST
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint, change
from app.web.call_language import spoken
from app.web.identity import current_actor, signed_in

nouns = blueprint("news", "What one was told of")


class News(Schema):
    """`path`: the page where it is acted on."""

    id = fields.Integer()
    kind = fields.String()
    title = fields.String()
    number = fields.String()
    lead = fields.String()
    said = fields.String()
    path = fields.String()
    at = fields.DateTime()
    read = fields.Boolean()


class Wishes(Schema):
    """`ways`: {event: {shown, mail: now | digest | no}}; `quiet`: two times, or null."""

    ways = fields.Dict(keys=fields.String(), values=fields.Dict(keys=fields.String()))
    digest_at = fields.String()
    quiet = fields.List(fields.String(), allow_none=True)
    urgent = fields.Boolean(truthy={True}, falsy={False})


@nouns.route("/news")
@signed_in
@nouns.arguments(shapes.Listing, location="query")
@nouns.response(200, shapes.pages(News))
def page(given: dict[str, Any]) -> Response:
    """News, newest first"""
    with reading():
        limit = min(given["limit"], MOST)
        found = queries.listed(current_actor(), spoken(), given["cursor"], limit)
        return answer(plain.listed(found))


@nouns.route("/news/<int:notice_id>/read", methods=["POST"])
@signed_in
@nouns.response(200, News)
def read(notice_id: int) -> Response:
    """Mark one as read"""

    def work() -> dict[str, Any]:
        line = queries.one(current_actor(), notice_id, spoken())
        telling.read(current_actor(), notice=line.id)
        return {**vars(line), "read": True}

    return change(work)


@nouns.route("/news/read", methods=["POST"])
@signed_in
@nouns.response(200, Schema)
def read_all() -> Response:
    """Mark all as read"""

    def work() -> dict[str, Any]:
        telling.read(current_actor())
        return {}

    return change(work)


@nouns.route("/notices")
@signed_in
@nouns.response(200, Wishes)
def chosen() -> Response:
    """How one wants to be told, each kind of news spelt out"""
    with reading():
        return answer(_spelt(notices.read(people.by_id(current_actor().id).notices)))


@nouns.route("/notices", methods=["PUT"])
@signed_in
@nouns.arguments(Wishes)
@nouns.response(200, Wishes)
def choose(given: dict[str, Any]) -> Response:
    """How one wants to be told from now on; what is left out is as usual"""

    def work() -> dict[str, Any]:
        wanted = wishes.checked(given)
        telling.keep(people.by_id(current_actor().id), wanted)
        return _spelt(wanted)

    return change(work)


def _spelt(chosen: notices.Wishes) -> dict[str, Any]:
    ways = {event.key: vars(chosen.way(event.key)) for event in notices.EVENTS}
    return {**notices.plain(chosen), "ways": ways}
