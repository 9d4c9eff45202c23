"""Substitutes: who stands in for the caller, or, named by administrators, for somebody else."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.errors import Forbidden
from app.operations import people
from app.operations import substitutes as verbs
from app.queries import substitutes as queries
from app.web.api import shapes
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, signed_in

nouns = blueprint("substitutes", "Who stands in for whom")


class Whose(Schema):
    """`person`: a login; administrators may ask for others."""

    person = fields.String(load_default="")


class AboveSum(Schema):
    """Money."""

    amount = fields.Decimal(required=True, allow_nan=False)
    currency = fields.String(required=True, validate=validate.Length(equal=3))


class NewSubstitute(Whose):
    """`substitute` acts from `starts_at` until `ends_at`; `item`: for it only; `above`: approvals above this."""

    substitute = fields.String(required=True, metadata=shapes.LOGIN)
    starts_at = shapes.Moment(required=True)
    ends_at = shapes.Moment(required=True)
    item = fields.String(load_default="")
    above = fields.Nested(AboveSum, load_default=None, allow_none=True)


class Absence(shapes.Answer):
    """A time of absence that is not over."""

    id = fields.Integer()
    substitute = fields.String(metadata=shapes.LOGIN)
    name = fields.String()
    starts_at = fields.DateTime()
    ends_at = fields.DateTime()
    item = fields.String()
    above = fields.Nested(AboveSum, allow_none=True)


Absences = shapes.pages(Absence)


@nouns.route("/substitutes")
@signed_in
@nouns.arguments(Whose, location="query")
@nouns.response(200, Absences)
def page(given: dict[str, Any]) -> Response:
    """Those of the caller, or of `person`, next first"""
    with reading():
        found = queries.of_person(_whose(given["person"]))
        return answer({"items": [_told(one) for one in found], "next": None})


@nouns.route("/substitutes", methods=["POST"])
@signed_in
@nouns.arguments(NewSubstitute)
@nouns.response(201, Absence)
def name(given: dict[str, Any]) -> Response:
    """Name a substitute; both are told, and what waits goes along when it begins"""
    return change(lambda: _named(given), status=201)


@nouns.route("/substitutes/<int:substitute_id>/end", methods=["POST"])
@signed_in
@nouns.arguments(shapes.Nothing)
@nouns.response(200, Absences)
def end(_given: dict[str, Any], substitute_id: int) -> Response:
    """End it; what was theirs returns. Answers what is left"""
    return change(lambda: _ended(substitute_id))


def _named(given: dict[str, Any]) -> dict[str, Any]:
    above = given["above"]
    only = verbs.Only(given["item"], above["amount"], above["currency"]) if above else verbs.Only(given["item"])
    absent = people.person_of(given["person"]) if given["person"] else None
    row = verbs.name(current_actor(), given["substitute"], given["starts_at"], given["ends_at"], absent, only)
    return next(_told(one) for one in queries.of_person(row.person_id) if one.id == row.id)


def _ended(substitute_id: int) -> dict[str, Any]:
    whose = verbs.end(current_actor(), substitute_id)
    return {"items": [_told(one) for one in queries.of_person(whose)], "next": None}


def _whose(login: str) -> int:
    actor = current_actor()
    if not login or login.casefold() == actor.login:
        return actor.id
    if not actor.has("administrator"):
        raise Forbidden()
    return people.person_of(login).id


def _told(one: queries.Absence) -> dict[str, Any]:
    above = {"amount": one.above.amount, "currency": one.above.currency} if one.above else None
    facts = {"id": one.id, "substitute": one.login, "name": one.name, "item": one.item, "above": above}
    return {**facts, "starts_at": one.starts_at, "ends_at": one.ends_at}
