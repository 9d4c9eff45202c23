"""Builds the Flask application: settings, database, safety, languages, pages, API. Holds no rule of the house."""

from datetime import timedelta

from flask import Flask, cli
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from app import meters, news
from app.config import ROOT, Config
from app.connections import engine_options, prepare
from app.db import after_commit, db
from app.jobs import bell
from app.models import all as tables
from app.operations import answers, house, publishing, rulebook, wording
from app.web import api, blueprints, csrf, errors, identity, json, logs, look, packing, security, speech, ways

#: Bytes of an answer to a form beside its files; the file's own limit is LANEWAY_FILE_BYTES.
FORM_BYTES = 2_000_000


def create_app(config: Config | None = None) -> Flask:
    """The application for `config` (LANEWAY_* variables by default); the Config is `app.extensions["laneway"]`."""
    config = config or Config.from_env()
    app = Flask("app", root_path=str(ROOT / "app"))
    app.url_map.converters["int"] = ways.Id
    house.open(config)
    app.extensions["laneway"] = config
    app.config.update(_flask_settings(config))
    _database(app, config)
    logs.configure(config.veiled)
    json.install(app)
    logs.install(app)
    speech.install(app)
    look.install(app)
    csrf.install(app)
    identity.install(app)
    packing.install(app)
    security.install(app, config)
    errors.install(app)
    blueprints.install(app)
    api.install(app)
    _believe_proxies(app, config)
    app.view_functions["static"] = identity.public(app.view_functions["static"])
    _news(config)
    return app


def _news(config: Config) -> None:
    """What a transaction rang for wakes a worker, and is told to the open pages of every process."""
    news.open(config.redis)
    after_commit.extend(tell for tell in (bell.ring, news.tell, meters.tell) if tell not in after_commit)


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
        "SQLALCHEMY_DATABASE_URI": config.database,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(config.database),
    }


def _database(app: Flask, config: Config) -> None:
    assert tables.TABLES, "the tables register themselves when imported"
    config.var.mkdir(parents=True, exist_ok=True, mode=0o700)
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    publishing.forget()
    answers.forget()
    rulebook.forget()
    wording.forget()
    with app.app_context():
        prepare(db.engine)
    cli.load_dotenv = lambda *_args, **_kwargs: False  # settings come from LANEWAY_* only
