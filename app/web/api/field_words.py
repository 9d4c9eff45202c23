"""What is said of a value of the wrong type or size: marshmallow's messages in ours, in the caller's language.

marshmallow formats its messages when a value is refused, each by its own `format`: ours looks up the language first.
Installed before a schema is made (`__init__` of this package), for a field takes its messages when it is made.
"""

from typing import Any

from marshmallow import Schema, fields, validate

from app.language import gettext
from workflows.sentences import Sentence, sentence


class Spoken(str):
    """A message that is said in the language of the moment: when it is formatted, or made plain text."""

    def __str__(self) -> str:
        return gettext(super().__str__())

    def format(self, *_places: object, **values: object) -> str:
        """The sentence with its values."""
        return str(self) % values


class Bound(Spoken):
    """Of a range, which first formats its messages with the words for its ends: all of ours count themselves in."""

    def format(self, *_places: object, **values: object) -> str:
        """Itself until there is a value to speak of."""
        return self if "input" not in values else super().format(**values)


#: By kind of field; those of a kind count for what is made of it, too.
FIELDS: dict[type[fields.Field], dict[str, Sentence]] = {
    fields.Field: {
        "required": sentence("This value is missing."),
        "null": sentence("This value may not be null."),
        "validator_failed": sentence("This value does not fit."),
    },
    fields.Nested: {"type": sentence("Send an object.")},
    fields.List: {"invalid": sentence("Send a list.")},
    fields.String: {"invalid": sentence("Send a text."), "invalid_utf8": sentence("Send a text in UTF-8.")},
    fields.Number: {"invalid": sentence("Send a number."), "too_large": sentence("This number is too large.")},
    fields.Integer: {"invalid": sentence("Send a whole number.")},
    fields.Decimal: {"special": sentence("Send a finite number.")},
    fields.Boolean: {"invalid": sentence("Send true or false.")},
    fields.Mapping: {"invalid": sentence("Send an object.")},
    fields.DateTime: {
        "invalid": sentence("Send a moment such as 2026-03-31T09:00:00+02:00."),
        "invalid_awareness": sentence("Send a moment with its zone, such as 2026-03-31T09:00:00+02:00."),
    },
    fields.Date: {"invalid": sentence("Send a date such as 2026-03-31.")},
}


def install() -> None:
    """Take the place of marshmallow's own."""
    for kind, said in FIELDS.items():
        known: dict[str, Any] = kind.default_error_messages
        kind.default_error_messages = {**known, **{name: Spoken(one) for name, one in said.items()}}
    unknown = {"type": sentence("Send an object."), "unknown": sentence("This field is not known.")}
    Schema.error_messages = {name: Spoken(one) for name, one in unknown.items()}
    validate.Range.message_min = Bound(sentence("At least %(min)s."))
    validate.Range.message_max = Bound(sentence("At most %(max)s."))
    validate.Range.message_all = Bound(sentence("From %(min)s to %(max)s."))
    validate.Length.message_min = Spoken(sentence("At least %(min)s long."))
    validate.Length.message_max = Spoken(sentence("At most %(max)s long."))
    validate.Length.message_all = Spoken(sentence("From %(min)s to %(max)s long."))
    validate.OneOf.default_message = Spoken(sentence("One of: %(choices)s."))


install()
