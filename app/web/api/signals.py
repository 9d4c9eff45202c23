"""Signals from outside, for all who wait for them and for what they begin."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.operations import signals as verbs
from app.operations.roles import PROGRAMS
from app.web.api import shapes
from app.web.api.reading import blueprint, change
from app.web.identity import current_actor, role

nouns = blueprint("signals", "Signals to all who wait for them")


class Signal(Schema):
    """A word for everybody; its data go to the variables of whoever hears it."""

    name = fields.String(required=True, validate=validate.Length(min=1, max=200))
    data = fields.Dict(keys=fields.String(), load_default=dict)


class Thrown(shapes.Answer):
    """How many requests wait for it, and how many start events it brings about, at this moment."""

    waiting = fields.Integer()
    begins = fields.Integer()


@nouns.route("/signals", methods=["POST"])
@role(*PROGRAMS)
@nouns.arguments(Signal)
@nouns.response(202, Thrown)
def throw(given: dict[str, Any]) -> Response:
    """Throw a signal

    Every request that waits for it now hears it once, and each start event with its name begins a request. It is not
    kept: who begins to wait later does not hear it.
    """
    return change(lambda: vars(verbs.throw(current_actor(), **given)), status=202)
