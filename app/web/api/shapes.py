"""What goes over the wire, as marshmallow schemas: strict (a "1" is no number), and unknown keys are refused."""

from marshmallow import Schema, fields


class Problem(Schema):
    """RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True, strict=True)
    detail = fields.String(required=True)
    instance = fields.String()
    problems = fields.List(fields.Dict())
