"""The house without its web edge: settings, database, what a commit wakes. All that a worker, the scheduler and a
command need; knows no page and holds no rule.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, cli

from app import meters, news
from app.config import ROOT, Config
from app.connections import engine_options, prepare
from app.db import after_commit, db
from app.jobs import bell
from app.models import all as tables
from app.operations import answers, definitions, house, rulebook, secret_answers, wording


class House(Flask):
    """Flask, for views that are plain functions."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """As it is: no view of ours is a coroutine, and a call asks that of each function it passes."""
        return func


def open_host(config: Config | None = None) -> Flask:
    """The house for `config` (LANEWAY_* variables by default), which is `app.extensions["laneway"]` from then on."""
    config = config or Config.from_env()
    app = House("app", root_path=str(ROOT / "app"))
    house.open(config)
    app.extensions["laneway"] = config
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(config.database)
    _database(app, config)
    _news(config)
    return app


def _database(app: Flask, config: Config) -> None:
    assert tables.TABLES, "the tables register themselves when imported"
    config.var.mkdir(parents=True, exist_ok=True, mode=0o700)
    db.init_app(app)
    definitions.forget()
    answers.forget()
    secret_answers.forget()
    rulebook.forget()
    wording.forget()
    with app.app_context():
        prepare(db.engine)
    cli.load_dotenv = lambda *_args, **_kwargs: False  # settings come from LANEWAY_* only


def _news(config: Config) -> None:
    """What a transaction rang for wakes a worker, and is told to the open pages of every process."""
    news.open(config.redis)
    after_commit.extend(tell for tell in (bell.ring, news.tell, meters.tell) if tell not in after_commit)
