"""Every error the house raises on purpose: its sentence, its HTTP status, and what a job does with it.

One place decides: web/errors.py turns these into a page or a problem document, jobs into a retry or
an incident. No error is a return value; nothing is swallowed.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.language import gettext as _
from app.language import say


class LanewayError(Exception):
    """Base. `status`: HTTP status; `code`: the problem type; `retry`: a job may try again by itself."""

    status = 500
    code = "error"
    retry = False

    def __init__(self, message: str = "", **details: Any) -> None:
        super().__init__(say(message) if message else self.sentence())
        self.details = details

    def sentence(self) -> str:
        """What is said when nothing more precise is known."""
        return _("Something went wrong on our side.")

    @property
    def words(self) -> str:
        """What to show where there is one place for all of it."""
        return str(self)


class BadSetting(LanewayError):
    """A LANEWAY_* variable cannot be used."""


class NotFound(LanewayError):
    """Not there, or not for this person: the same answer for both."""

    status, code = 404, "not-found"

    def sentence(self) -> str:
        return _("This does not exist, or it is not meant for you.")


class Forbidden(LanewayError):
    """The person sees the thing but may not do this to it."""

    status, code = 403, "forbidden"

    def sentence(self) -> str:
        return _("You may not do this.")


class OldPage(Forbidden):
    """The form came from a page of another session, or of none."""

    def sentence(self) -> str:
        return _("This page is too old. Please load it again and repeat what you did.")


class NotSignedIn(LanewayError):
    """No session and no token, or one that ended."""

    status, code = 401, "not-signed-in"

    def sentence(self) -> str:
        return _("Please sign in.")


class BadRequest(LanewayError):
    """The call itself is malformed (not the form's answers: InvalidForm)."""

    status, code = 400, "bad-request"


class NoChoice(BadRequest):
    """A word that is none of those known here; `choices`: what there is to choose from, by the name of the field."""

    def __init__(self, **choices: Iterable[str]) -> None:
        said = [
            _("%(name)s is one of: %(names)s.", name=name, names=", ".join(known)) for name, known in choices.items()
        ]
        super().__init__(" ".join(said))


class InvalidForm(LanewayError):
    """Answers that do not fit the form; `fields`: {path: sentence}. Nothing typed is lost."""

    status, code = 422, "invalid-form"

    def __init__(self, fields: dict[str, str], message: str = "") -> None:
        super().__init__(message, fields=fields)
        self.fields = fields

    def sentence(self) -> str:
        return _("Some answers need a correction.")

    @property
    def words(self) -> str:
        """The sentences of all fields, one behind the other."""
        return " ".join(self.fields.values())


class InvalidValue(LanewayError):
    """A value that may never enter the variables (NUL, too deep, reserved key, too large)."""

    status, code = 422, "invalid-value"


class Conflict(LanewayError):
    """Somebody or something was faster, or the state does not allow it."""

    status, code = 409, "conflict"


class Suspended(Conflict):
    """The request takes no command until somebody lets it go on."""


class TooLate(Conflict):
    """Some steps cannot be done by the wanted date; `field`: where it was given, `refused`: no order anyway."""

    code = "too-late"

    def __init__(self, message: str, *, field: str, refused: bool) -> None:
        super().__init__(message, field=field, refused=refused)
        self.field, self.refused = field, refused


class AlreadyDone(Conflict):
    """The task was completed or cancelled before; details: `who` (login), `at` (aware UTC)."""

    code = "already-done"

    def sentence(self) -> str:
        return _("This was done already.")


class StaleLease(Conflict):
    """A worker came back after its lease had gone to another: what it brought does not count."""

    code = "stale-lease"

    def sentence(self) -> str:
        return _("Another worker has taken this over.")


class KeyReused(Conflict):
    """The same Idempotency-Key came with another body."""

    code = "idempotency-key-reused"

    def sentence(self) -> str:
        return _("This Idempotency-Key was used for another request.")


class Busy(LanewayError):
    """A lock, a statement, the database or the disk said: not now. The answer carries Retry-After."""

    status, code, retry = 503, "busy", True
    retry_after = 2

    def sentence(self) -> str:
        return _("This cannot be done just now. Please try again in a moment; nothing was lost.")


class LaterRelease(Busy):
    """The instance was last moved on by a later release, in a format that this one does not read."""

    code = "later-release"

    def sentence(self) -> str:
        return _(
            "A later release of Laneway has moved this request on; this one leaves it alone. "
            "Please try again in a moment; nothing was lost."
        )


class TooMany(LanewayError):
    """Rate limit; details: `retry_after` in seconds."""

    status, code = 429, "too-many"

    def sentence(self) -> str:
        return _("Too many tries. Please wait a little.")


class TooLarge(LanewayError):
    """A body, a file or a field over its limit."""

    status, code = 413, "too-large"


class UnsupportedType(LanewayError):
    """A body of a kind that is not read here."""

    status, code = 415, "unsupported-type"


class DefinitionError(LanewayError):
    """A diagram that cannot be used; `problems`: workflows.errors.Problem list, said in the language of the moment."""

    status, code = 422, "definition"

    def __init__(self, problems: list[Any], message: str = "") -> None:
        self.problems = [replace(one, message=say(one.message), hint=one.hint and say(one.hint)) for one in problems]
        super().__init__(message, problems=self.problems)

    def sentence(self) -> str:
        return _("The diagram has problems.")


class ConnectorError(LanewayError):
    """The outside said no. `permanent`: no retry helps. `retry_after`: seconds the other side asked for."""

    status, code = 502, "connector"

    def __init__(self, message: str, *, permanent: bool = False, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after


class BusinessError(LanewayError):
    """A connector's answer that the diagram itself may handle by an error boundary event with this code."""

    status, code = 502, "business"

    def __init__(self, error_code: str, message: str = "") -> None:
        super().__init__(message)
        self.error_code = error_code
