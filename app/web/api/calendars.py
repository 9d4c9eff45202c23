"""Working time, for those who keep processes: calendars read and saved, open clocks counted anew when asked."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.operations import calendars as verbs
from app.operations import holidays
from app.operations.clocks import recounting
from app.queries import calendars as queries
from app.web import reader
from app.web.api import shapes
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, role

nouns = blueprint("calendars", "When work is done")
BATCH = 20  # instances counted anew by one call, which holds their rows meanwhile


class CalendarFacts(Schema):
    """`week`: Monday to Sunday, as "08:00-12:00, 13:00-17:00"; `closed`, `opened`: by ISO date. The whole of it."""

    name = fields.String(required=True, validate=validate.Length(max=200))
    zone = fields.String(required=True)
    week = fields.List(fields.String(), required=True)
    region = fields.String(load_default="", validate=validate.Length(max=12))
    language = fields.String(load_default="en", validate=validate.Length(max=16))
    closed = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    opened = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)


class Calendar(shapes.Answer):
    """A calendar; `outdated`: open clocks that go by an earlier state of it (200 is 200 or more)."""

    key = fields.String()
    name = fields.String()
    zone = fields.String()
    week = fields.List(fields.String())
    region = fields.String()
    closed = fields.Dict()
    opened = fields.Dict()
    holidays = fields.Dict()
    number = fields.Integer()
    outdated = fields.Integer()


@nouns.route("/calendars")
@role(*verbs.KEEPERS)
@nouns.response(200)
def every() -> Response:
    """All that are in use"""
    with reading():
        return answer({"items": [vars(one) for one in queries.every(current_actor())], "next": None})


@nouns.route("/calendars/<calendar>")
@role(*verbs.KEEPERS)
@nouns.response(200, Calendar)
def one(calendar: str) -> Response:
    """One calendar"""
    with reading():
        return answer(vars(queries.one(current_actor(), calendar)))


@nouns.route("/calendars/<calendar>", methods=["PUT"])
@role(*verbs.KEEPERS)
@nouns.arguments(CalendarFacts)
@nouns.response(200, Calendar)
def save(given: dict[str, Any], calendar: str) -> Response:
    """Save it whole, a new one or over the one there is"""
    facts = verbs.checked(calendar, given)
    found = holidays.known(facts["region"], given["language"], reader.moment().year)

    def work() -> dict[str, Any]:
        verbs.save(current_actor(), calendar, facts, found)
        return vars(queries.one(current_actor(), calendar))

    return change(work)


@nouns.route("/calendars/<calendar>/recount", methods=["POST"])
@role(*verbs.KEEPERS)
@nouns.response(200, Calendar)
def recount(calendar: str) -> Response:
    """Count open clocks anew, at most those of twenty requests a call"""

    def work() -> dict[str, Any]:
        queries.one(current_actor(), calendar)
        for instance_id in sorted({row.instance_id for row in recounting.outdated(calendar, BATCH)}):
            recounting.recount(current_actor(), calendar, instance_id)
        return vars(queries.one(current_actor(), calendar))

    return change(work)
