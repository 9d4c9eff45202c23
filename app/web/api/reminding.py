"""The requester has those who decide reminded."""

from typing import Any

from flask import Response
from marshmallow import fields

from app.operations import nudging
from app.web.api import shapes
from app.web.api.reading import blueprint, change
from app.web.identity import current_actor, signed_in

nouns = blueprint("reminding", "Reminders of approvals")


class Reminded(shapes.Answer):
    """Ids of the approvals that were reminded of."""

    tasks = fields.List(fields.Integer())


@nouns.route("/requests/<number>/remind", methods=["POST"])
@signed_in
@nouns.arguments(shapes.Nothing)
@nouns.response(200, Reminded)
def remind(_given: dict[str, Any], number: str) -> Response:
    """Remind those who decide, each once a day"""
    return change(lambda: {"tasks": [task.id for task in nudging.please(current_actor(), number)]})
