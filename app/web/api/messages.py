"""Messages from outside, for processes that wait for them."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from app.operations import messages as verbs
from app.operations.roles import PROGRAMS
from app.web.api import shapes
from app.web.api.reading import blueprint, change
from app.web.identity import current_actor, role

nouns = blueprint("messages", "Messages to waiting processes")


class Message(Schema):
    """`ttl_seconds`: how long it is kept until somebody waits for it."""

    name = fields.String(required=True, validate=validate.Length(min=1, max=200))
    correlation_key = fields.String(required=True, validate=validate.Length(max=200))
    data = fields.Dict(keys=fields.String(), load_default=dict)
    ttl_seconds = fields.Integer(strict=True, load_default=3600, validate=validate.Range(min=0, max=2_592_000))


class Delivered(shapes.Answer):
    """Whether somebody waited for it already, or it began a request."""

    delivered = fields.Boolean()


@nouns.route("/messages", methods=["POST"])
@role(*PROGRAMS)
@nouns.arguments(Message)
@nouns.response(202, Delivered)
def receive(given: dict[str, Any]) -> Response:
    """Hand in a message

    It goes to the request that has waited longest for its name and key; where none waits, it begins a request of each
    item with a start event for it, one at a time for a key; else it is kept for its time to live.
    """
    return change(lambda: {"delivered": verbs.receive(current_actor(), **given)}, status=202)
