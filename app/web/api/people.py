"""People, for administrators."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.db import reading
from app.models.person import ROLES
from app.operations import leaving, password_links
from app.operations import people as verbs
from app.operations.roles import MANAGERS
from app.queries import people as queries
from app.queries.pages import MOST
from app.web.api import plain, shapes
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, role

nouns = blueprint("people", "Who works here")


class Facts(Schema):
    """What may be changed."""

    name = fields.String(validate=validate.Length(max=200))
    email = fields.String(validate=validate.Length(max=254))
    department = fields.String(validate=validate.Length(max=100))
    cost_centre = fields.String(validate=validate.Length(max=40))
    country = fields.String(validate=validate.Length(max=2))
    language = fields.String(validate=validate.Length(max=5))
    timezone = fields.String(validate=validate.Length(max=40))
    manager = fields.String(allow_none=True, metadata=shapes.LOGIN)
    roles = fields.List(fields.String(validate=validate.OneOf(ROLES)))
    limit = fields.Dict(keys=fields.String(), allow_none=True)
    limits = fields.Dict(keys=fields.String(), metadata={"description": "{currency: amount} of further currencies"})
    heads_department = fields.Boolean(truthy={True}, falsy={False})


class NewPerson(Facts):
    """`invite`: mail them a link to set their password."""

    login = fields.String(required=True)
    invite = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class Changes(Facts):
    """`active` False passes on what they hold."""

    active = fields.Boolean(truthy={True}, falsy={False})


class Filters(shapes.Listing):
    """`q`: a part of login, name, address, department."""

    q = fields.String(load_default="")
    active = fields.Boolean(load_default=None, allow_none=True)


@nouns.route("/people")
@role(*MANAGERS)
@nouns.arguments(Filters, location="query")
@nouns.response(200, shapes.pages(shapes.Person))
def page(given: dict[str, Any]) -> Response:
    """People"""
    given["limit"] = min(given["limit"], MOST)
    with reading():
        return answer(plain.listed(queries.page(current_actor(), **given)))


@nouns.route("/people", methods=["POST"])
@role("administrator")
@nouns.arguments(NewPerson)
@nouns.response(201, shapes.Person)
def add(given: dict[str, Any]) -> Response:
    """Add somebody"""

    def work() -> dict[str, Any]:
        login, invited = given.pop("login"), given.pop("invite")
        row = verbs.add(current_actor(), login, given)
        if invited:
            password_links.invite(current_actor(), row)
        return vars(queries.view_of(row.login))

    return change(work, status=201)


@nouns.route("/people/<login>")
@role(*MANAGERS)
@nouns.response(200, shapes.Person)
def one(login: str) -> Response:
    """One person"""
    with reading():
        return answer(vars(queries.one(current_actor(), login)))


@nouns.route("/people/<login>", methods=["PATCH"])
@role("administrator")
@nouns.arguments(Changes)
@nouns.response(200, shapes.Person)
def alter(given: dict[str, Any], login: str) -> Response:
    """Change what is given"""

    def work() -> dict[str, Any]:
        active = given.pop("active", None)
        row = verbs.change(current_actor(), login, given) if given else verbs.person_of(login)
        if active is not None:
            (leaving.reactivate if active else leaving.deactivate)(current_actor(), login)
        return vars(queries.view_of(row.login))

    return change(work)
