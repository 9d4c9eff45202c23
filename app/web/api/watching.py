"""Who watches a request, and letting others watch it."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from app.db import reading
from app.operations import watching
from app.queries import watching as queries
from app.web.api.reading import answer, blueprint, change
from app.web.identity import current_actor, signed_in

nouns = blueprint("watching", "Who watches a request")


class Whoever(Schema):
    """A login; nothing: oneself."""

    person = fields.String(load_default="")


@nouns.route("/requests/<number>/watchers")
@signed_in
@nouns.response(200)
def watchers(number: str) -> Response:
    """Who watches it"""
    with reading():
        return answer({"items": _watchers(number), "next": None})


@nouns.route("/requests/<number>/watchers", methods=["POST"])
@signed_in
@nouns.arguments(Whoever)
@nouns.response(200)
def watch(given: dict[str, Any], number: str) -> Response:
    """Watch it, or let somebody watch it"""
    return change(lambda: {"items": _watch(number, given["person"]), "next": None})


@nouns.route("/requests/<number>/watchers/<login>", methods=["DELETE"])
@signed_in
@nouns.response(200)
def unwatch(number: str, login: str) -> Response:
    """Watch no longer, or take somebody off"""
    return change(lambda: {"number": watching.stop(current_actor(), number, login).number})


def _watch(number: str, login: str) -> list[dict[str, Any]]:
    actor = current_actor()
    if login and login != actor.login:
        watching.invite(actor, number, login)
    else:
        watching.watch(actor, number)
    return _watchers(number)


def _watchers(number: str) -> list[dict[str, Any]]:
    found = queries.of_request(current_actor(), number).people
    return [{"login": one.login, "name": one.name} for one in found]
