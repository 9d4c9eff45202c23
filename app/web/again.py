"""A call that began on what was known of its caller is carried out anew where that has changed, and never answered
without knowing who called. What was written for it is rolled back by then.
"""

from typing import Any

from flask import Flask, Response, current_app

from app.language import using
from app.web import plain_text, recognised
from app.web.call_language import spoken
from app.web.identity import forget, guard, signed


def install(app: Flask) -> None:
    """For every call. Installed last, so that what it answers gets what every answer gets."""
    app.register_error_handler(recognised.ChangedMeanwhile, _anew)
    app.after_request(_asked)


def _anew(_error: recognised.ChangedMeanwhile | None = None) -> Any:
    forget()
    with using(spoken()):
        try:
            plain_text.check()
            guard()
            return current_app.dispatch_request()
        except Exception as error:  # noqa: BLE001 - its handler says which
            return current_app.handle_user_exception(error)


def _asked(response: Response) -> Response:
    """A call that was refused before it asked the database anything: it stands where nothing has changed."""
    known = recognised.unconfirmed()
    if known is None:
        return response
    try:
        still = signed() == known
    except Exception as error:  # noqa: BLE001 - its handler says which
        return current_app.make_response(current_app.handle_user_exception(error))
    return response if still else current_app.make_response(_anew())
