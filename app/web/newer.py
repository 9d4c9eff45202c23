"""A form that was opened before somebody else saved is not put over their words unasked: it comes back once with what
was typed, and is saved at the second press.
"""

from hashlib import sha256

from flask import request

from app.errors import Conflict
from app.language import gettext as _

FIELD = "seen"


def mark(*facts: object) -> str:
    """For `<input type=hidden name=seen>`: stands for what the page shows as saved."""
    return sha256(repr(facts).encode()).hexdigest()[:16]


def posted() -> str:
    """The mark that this call brought: a form that comes back for a mistake keeps it."""
    return request.form.get(FIELD, "")


def check(*facts: object) -> None:
    """Raise Conflict when what is saved is no longer what the form began with. Pages without the field pass."""
    if posted() not in ("", mark(*facts)):
        raise Conflict(
            _("It was saved meanwhile, by somebody or in another tab. What you typed is here: save it to replace that.")
        )
