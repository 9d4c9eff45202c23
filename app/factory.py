"""Builds the Flask application: the house, and around it safety, languages, pages, API. Holds no rule of the house."""

from datetime import timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Config
from app.host import open_host
from app.operations import house
from app.web import (
    again,
    api,
    blueprints,
    call_language,
    cookie,
    csrf,
    errors,
    identity,
    json,
    logs,
    packing,
    paths,
    plain_text,
    receiving,
    security,
    templating,
    token_visits,
)

#: Bytes of an answer to a form beside its files; the file's own limit is LANEWAY_FILE_BYTES.
FORM_BYTES = 2_000_000


def create_app(config: Config | None = None) -> Flask:
    """The application for `config` (LANEWAY_* variables by default); the Config is `app.extensions["laneway"]`."""
    return with_pages(open_host(config))


def with_pages(app: Flask) -> Flask:
    """The same house, which answers calls from now on."""
    config: Config = app.extensions["laneway"]
    app.url_map.converters["int"] = paths.Id
    app.request_class = receiving.Received
    app.config.update(_flask_settings(config))
    json.install(app)
    cookie.install(app)
    logs.install(app)
    call_language.install(app)
    templating.install(app)
    csrf.install(app)
    identity.install(app)
    token_visits.install(app)
    packing.install(app)
    security.install(app, config)
    errors.install(app)
    blueprints.install(app)
    api.install(app)
    plain_text.install(app)
    again.install(app)
    _believe_proxies(app, config)
    app.view_functions["static"] = identity.public(app.view_functions["static"])
    return app


def _believe_proxies(app: Flask, config: Config) -> None:
    """Behind so many reverse proxies of our own, the caller's address is the one that the outermost of them saw."""
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies)  # type: ignore[method-assign]


def _flask_settings(config: Config) -> dict[str, object]:
    return {
        "SECRET_KEY": house.secret(config),
        "SESSION_COOKIE_NAME": "laneway_notes",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.public_url.startswith("https://"),
        "MAX_CONTENT_LENGTH": config.file_bytes + FORM_BYTES,
        "MAX_FORM_MEMORY_SIZE": FORM_BYTES,
        "MAX_FORM_PARTS": 1000,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(hours=1),
    }
