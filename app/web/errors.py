"""Errors become answers in one place: a page for people, a problem document for programs (RFC 9457).

A 500 never shows a trace: it carries an id that stands in the log beside the trace.
"""

import errno
import logging
from typing import Any

from flask import Flask, Response, g, redirect, render_template, request
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from app.away import is_away
from app.errors import Busy, Conflict, InvalidForm, LanewayError, NotSignedIn, OldPage, TooMany
from app.language import gettext as _
from app.language import say
from app.web import lapsed, templating, unsent
from app.web import problems as documents
from app.web.identity import challenge
from app.web.paths import above
from workflows.errors import BadValue
from workflows.sentences import of

log = logging.getLogger(__name__)
AWAY = (OperationalError, InterfaceError, PoolTimeout)


def install(app: Flask) -> None:
    """Answer every error."""
    app.register_error_handler(LanewayError, on_laneway_error)
    app.register_error_handler(BadValue, on_bad_value)
    app.register_error_handler(HTTPException, on_http_error)
    for away in AWAY:
        app.register_error_handler(away, on_database_away)
    app.register_error_handler(DBAPIError, on_database_error)
    app.register_error_handler(DataError, on_unfit)
    app.register_error_handler(OverflowError, on_unfit)
    app.register_error_handler(OSError, on_disk)
    app.register_error_handler(IntegrityError, on_twin)
    app.register_error_handler(Exception, on_surprise)
    app.after_request(comes_again)


def comes_again(response: Response) -> Response:
    """Also where a page shows the sentence above what was typed."""
    if response.status_code == Busy.status:
        response.headers.setdefault("Retry-After", str(Busy.retry_after))
    return response


def on_laneway_error(error: LanewayError) -> Any:
    """Ours: the class says status and sentence."""
    if error.status >= 500:
        said = {"error": type(error).__name__, "sentence": str(error), **_cause(error.__cause__)}
        log.warning("call.failed", extra={"said": said})
    if isinstance(error, (NotSignedIn, OldPage)) and not is_api():
        return lapsed.answer(error)
    response = answer(error.status, error.code, str(error), problems=documents.of(error), error=error)
    if isinstance(error, NotSignedIn):
        response.headers["WWW-Authenticate"] = challenge().to_header()
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.details.get("retry_after", 60))
    return response


def _cause(error: BaseException | None) -> dict[str, str]:
    """Which of them it was: a lock, a statement that took too long, two who waited for each other, no connection left.
    No more than the kind, for what a database says may hold what people wrote.
    """
    if error is None:
        return {}
    driver = getattr(error, "orig", None) or error
    return {"cause": getattr(driver, "sqlite_errorname", None) or type(driver).__name__}


def on_bad_value(error: BadValue) -> Any:
    """A value that may never enter the variables: the caller's to correct."""
    return answer(422, "invalid-value", say(of(error)))


def on_database_away(error: SQLAlchemyError) -> Any:
    """The database is gone, restarting or full: nothing was written, and soon it may be."""
    log.warning("database.away", extra={"said": {"error": type(error).__name__, **_cause(error)}})
    return on_laneway_error(Busy())


def on_database_error(error: DBAPIError) -> Any:
    """Whatever else a database says: it may be away all the same."""
    return on_database_away(error) if is_away(error) else on_surprise(error)


def on_unfit(error: DataError | OverflowError) -> Any:
    """A number or a day too large, or a text too long for its column, which nobody looked at before: told as the
    caller's to correct, and logged, for it is ours to check.
    """
    log.error("value.unfit", exc_info=error)
    return answer(422, "invalid-value", _("One of the values is too large or too long."))


def on_disk(error: OSError) -> Any:
    """The disk is full, or takes nothing just now: as with the database, nothing was kept, and soon it may be."""
    if error.errno not in NO_ROOM:
        return on_surprise(error)
    log.error("disk.full", extra={"said": {"error": type(error).__name__, "errno": error.errno}})
    return on_laneway_error(Busy())


NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


def on_twin(_error: IntegrityError) -> Any:
    """Two did at once what only one may do; the table kept the first."""
    return on_laneway_error(Conflict(_("Somebody was faster. Look again, please.")))


def on_http_error(error: HTTPException) -> Any:
    """Werkzeug's and webargs': unknown path, wrong method, malformed body."""
    if error.response is not None or (error.code or 500) < 400:
        return error
    status = error.code or 500
    if status == 405 and request.method == "GET" and not is_api() and (page := above(request.path)):
        return redirect(page)  # a form that came back with mistakes, reloaded: a phone forgets how it got there
    response = answer(status, CODES.get(status, "error"), _sentence(status), problems=_messages(error))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def on_surprise(error: Exception) -> Any:
    """What nobody expected: the trace to the log, its id to the person."""
    log.error("call.crashed", exc_info=error)
    return answer(
        500,
        "error",
        _("Something went wrong on our side. Please tell us this number: %(id)s.", id=g.get("call_id", "-")),
    )


def answer(
    status: int,
    code: str,
    sentence: str,
    *,
    problems: list[dict[str, Any]] | None = None,
    error: LanewayError | None = None,
) -> Response:
    """The page or the problem document."""
    if is_api():
        return documents.document(status, code, sentence, problems, error)
    if status == Busy.status:
        templating.ask_nothing()
    fields = error.fields if isinstance(error, InvalidForm) else {}
    facts = {"status": status, "code": code, "sentence": sentence, "fields": fields}
    try:
        page = render_template("error.html", **facts, **(_typed() if error is not None else {}))
    except (*AWAY, Busy):  # it went while this was said
        if status == Busy.status:
            raise
        return on_laneway_error(Busy())
    return Response(page, status, mimetype="text/html")


def _typed() -> dict[str, Any]:
    """A deed that was refused leads back to its page, and what was written for it can be copied."""
    page = unsent.sent_from() if request.method == "POST" else ""
    typed = unsent.of_call() if page else None
    return {"back": page, "words": typed.words if typed else []}


def is_api() -> bool:
    """True for calls of programs, and for a page's stream of news: neither can do anything with a page or the door."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "text/event-stream"


def _messages(error: HTTPException) -> list[dict[str, Any]]:
    """What webargs found wrong, flat: one line a field."""
    found = getattr(error, "data", None) or {}
    return list(_flat(found.get("messages", {}), ""))


def _flat(messages: Any, path: str) -> Any:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _flat(inner, f"{path}.{name}" if path else str(name))
    else:
        texts = messages if isinstance(messages, list) else [messages]
        yield {
            "field": path.removeprefix("json.").removeprefix("query."),
            "message": " ".join(one.format() for one in texts),
        }


def _sentence(status: int) -> str:
    return {
        404: _("This does not exist, or it is not meant for you."),
        405: _("This cannot be done here."),
        413: _("That is too large."),
        415: _("Send JSON (Content-Type: application/json)."),
        422: _("Some values need a correction."),
    }.get(status, _("This call is not understood."))


CODES = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "unsupported-type",
    422: "invalid-value",
}
