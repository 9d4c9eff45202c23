"""How bodies are read: JSON only where JSON is meant, numbers exact, and a POST's effect once.

`blueprint(name)` makes a noun whose arguments are read so; `change(...)` runs a write with its Idempotency-Key, and
`in_parts(...)` several.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Response, current_app, request
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema
from webargs.flaskparser import FlaskParser

from app.db import afterwards, reading, transaction
from app.errors import BadRequest, InvalidValue, TooLarge, UnsupportedType
from app.language import gettext as _
from app.operations import idempotency
from app.web.identity import current_actor

Done = TypeVar("Done")
JSON_BYTES = 6_000_000
UPLOADS = ("/api/v1/files", "/api/v1/definitions", "/api/v1/people/import")
KEY = "Idempotency-Key"


UNKNOWN: dict[str, str | None] = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "json": RAISE, "query": RAISE}


class Parser(FlaskParser):
    """webargs, reading JSON as the house does: no floats, no NUL, bounded depth and size."""

    DEFAULT_UNKNOWN_BY_LOCATION = UNKNOWN

    def load_json(self, req: Any, schema: Any) -> Any:  # noqa: ARG002 - webargs names them
        """The body's value; an empty body is an empty object. Raises BadRequest, InvalidValue, TooLarge."""
        return body() if req.get_data(cache=True) else {}


def body() -> Any:
    """The JSON of this call."""
    if (request.content_length or 0) > JSON_BYTES:
        raise TooLarge(_("That is too large."))
    try:
        value = current_app.json.loads(request.get_data(cache=True))
        json.loads(request.get_data(cache=True), object_pairs_hook=_each_once, parse_int=str, parse_float=str)
    except RecursionError as error:
        raise InvalidValue(_("The values are nested too deep.")) from error
    except ValueError as error:
        raise BadRequest(_("The body is not JSON.")) from error
    return value


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Raises InvalidValue: of two values by one name readers differ in which they take."""
    found = dict(pairs)
    if len(found) != len(pairs):
        [(twice, _times)] = Counter(name for name, _value in pairs).most_common(1)
        raise InvalidValue(_("The name %(name)s stands twice in one object.", name=twice[:100]))
    return found


def only_json() -> None:
    """Before every call: a body is JSON, or a form with files where files are taken. Raises UnsupportedType.

    A form of another site can send text/plain or a form without asking, but never application/json.
    """
    if request.method in ("GET", "HEAD", "OPTIONS") or not request.path.startswith("/api/"):
        return
    if request.path in UPLOADS and request.method == "POST":
        if request.mimetype != "multipart/form-data":
            raise UnsupportedType(_("Send a form with files (Content-Type: multipart/form-data)."))
    elif not request.is_json and (request.content_length or request.mimetype):
        raise UnsupportedType(_("Send JSON (Content-Type: application/json)."))


class Noun(Blueprint):
    """A blueprint whose schemas of arguments are made once, and not for each call."""

    ARGUMENTS_PARSER = Parser()

    def arguments(self, schema: type[Schema], **options: Any) -> Any:
        """As flask-smorest has it."""
        return super().arguments(schema(), **options)


def blueprint(name: str, about: str) -> Any:
    """A noun of the API."""
    return Noun(f"api_{name}", __name__, description=about)


def answer(value: Any, status: int = 200) -> Response:
    """Plain data as JSON."""
    return _answer(current_app.json.dumps(value), status)


def change_and_tell(work: Callable[[], Done], told: Callable[[Done], Any], *, status: int = 200) -> Response:
    """Run `work` in one transaction and answer what is `told` of it: when all is durable and nobody waits for its locks
    any more; where the answer is to be kept for an Idempotency-Key, with it.
    """
    if KEY in request.headers:
        return change(lambda: told(work()), status=status)
    with transaction(kept=True):
        done = work()
    with afterwards():
        return answer(told(done), status)


def change(work: Callable[[], Any], *, status: int = 200, mark: bytes | None = None) -> Response:
    """Run `work` in one transaction and answer what it returns, once for an Idempotency-Key.

    `mark`: what tells two bodies apart, where the raw body does not (uploads).
    """
    key = request.headers.get(KEY)
    with transaction():
        actor = current_actor()
        if key is not None:
            raw = mark if mark is not None else request.get_data(cache=True)
            kept = idempotency.begin(actor, key, idempotency.fingerprint(request.method, request.path, raw))
            if kept is not None:
                return _answer(kept.answer, kept.status, {"Idempotency-Replayed": "true"})
        text = current_app.json.dumps(work())
        if key is not None:
            idempotency.keep(actor, key, status, text)
    return _answer(text, status)


def in_parts(work: Callable[[], Any]) -> Response:
    """The same for work whose parts are transactions of their own; one that broke off may be sent again, and does the
    rest."""
    actor, key = current_actor(), request.headers.get(KEY)
    mark = idempotency.fingerprint(request.method, request.path, request.get_data(cache=True))
    if key is not None:
        with reading():
            kept = idempotency.kept(actor, key, mark)
        if kept is not None:
            return _answer(kept.answer, kept.status, {"Idempotency-Replayed": "true"})
    text = current_app.json.dumps(work())
    if key is not None:
        with transaction():
            kept = idempotency.begin(actor, key, mark)
            if kept is not None:  # the same call, sent twice, was answered meanwhile
                return _answer(kept.answer, kept.status, {"Idempotency-Replayed": "true"})
            idempotency.keep(actor, key, 200, text)
    return _answer(text)


def _answer(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(text, status, headers, mimetype="application/json")
