"""The tables that migrations make are the tables of the models, on both databases."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import inspect

from app.commands.tables import FOLDER, bring
from app.config import Config
from app.db import db
from app.factory import create_app
from app.models.all import TABLES
from app.models.request import TRIGRAMS


def opened(url: str, var: Path) -> Flask:
    return create_app(Config(var=var, database_url=url))


def test_nothing_is_left_to_migrate(database_url: str, tmp_path: Path) -> None:
    with opened(database_url, tmp_path).app_context():
        bring()
        with db.engine.connect() as connection:
            opts = {"compare_type": False, "include_object": lambda _object, name, *_more: name != TRIGRAMS}
            context = MigrationContext.configure(connection, opts=opts)
            assert compare_metadata(context, db.metadata) == []
            foreign = {key["name"] for key in inspect(connection).get_foreign_keys("definition")}
        db.engine.dispose()
    assert "fk_definition_published_id_definition_version" in foreign


def test_upgrading_twice_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    with opened(sqlite_url, tmp_path).app_context():
        bring()
        bring()
        assert {table.__tablename__ for table in TABLES} <= set(inspect(db.engine).get_table_names())
        db.engine.dispose()


def test_down_leaves_no_table(database_url: str, tmp_path: Path) -> None:
    with opened(database_url, tmp_path).app_context():
        bring()
        downgrade(directory=FOLDER, revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()
