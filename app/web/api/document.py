"""The API as one described whole: its nouns, its OpenAPI 3.1 document and how it reads bodies."""

import threading
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify
from flask_smorest import Api
from werkzeug.exceptions import HTTPException

from app.web import errors
from app.web.access import public
from app.web.api import (
    added_work,
    calendars,
    catalogue,
    definitions,
    files,
    groups,
    incidents,
    jobs,
    links,
    messages,
    migrating,
    news,
    people,
    plans,
    reminding,
    requests,
    rosters,
    saved_views,
    several,
    shapes,
    signals,
    substitutes,
    suspensions,
    tasks,
    watching,
)
from app.web.api.reading import only_json

pages = Blueprint("document", __name__)
PROBLEM = "application/problem+json"
NOUNS = (
    catalogue,
    requests,
    watching,
    reminding,
    tasks,
    migrating,
    several,
    saved_views,
    substitutes,
    added_work,
    files,
    messages,
    signals,
    jobs,
    definitions,
    incidents,
    news,
    people,
    plans,
    links,
    rosters,
    groups,
    calendars,
    suspensions,
)


class Described(Api):
    """flask-smorest's Api; errors are answered where all of ours are, and what a noun says of itself is written down
    when somebody first asks for the document: most processes never are, and it is half of the time that they start in.
    """

    ERROR_SCHEMA = shapes.Problem

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self._app = app
        self._unwritten: list[Any] = []
        self._writing = threading.Lock()

    def register_blueprint(self, blp: Any, **options: Any) -> None:
        """Its addresses at once."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self._unwritten.append(blp)

    def document(self) -> Any:
        """The whole."""
        with self._writing:
            while self._unwritten:
                blp = self._unwritten.pop(0)
                blp.register_views_in_doc(self, self._app, self.spec, name=blp.name, parameters=None)
                self.spec.tag({"name": blp.name, "description": blp.description})
            return self.spec.to_dict()

    def handle_http_exception(self, error: HTTPException) -> Any:
        """As web/errors.py does."""
        return errors.on_http_error(error)


def install(app: Flask) -> None:
    """Register every noun and the document."""
    app.config.update(API_TITLE="Laneway", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    described = Described(app)
    described.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    described.spec.options["security"] = [{"token": []}]
    for noun in NOUNS:
        described.register_blueprint(noun.nouns, url_prefix="/api/v1")
    app.extensions["laneway.api"] = described
    app.before_request(only_json)
    app.register_blueprint(pages)


@pages.get("/api/v1/openapi.json")
@public
def openapi() -> Response:
    """The OpenAPI document."""
    document = current_app.extensions["laneway.api"].document()
    for shared in document["components"].get("responses", {}).values():
        if "content" in shared:  # what flask-smorest registers there are its errors; ours are problem documents
            shared["content"] = {PROBLEM: next(iter(shared["content"].values()))}
    return jsonify(document)
