"""An empty house for the tour: tables, demo people, the items of bpmn/ and forms/; keys to it for everybody."""

from datetime import date, timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select, update

from app.config import ROOT, Config
from app.db import db, now, reading, transaction
from app.demo import organisation
from app.factory import create_app
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import clock, importing, readiness, sessions, tokens


def furnish(folder: Path) -> tuple[Flask, dict[str, str]]:
    """The app over a new SQLite house in `folder`, and {login: API token}."""
    app = create_app(Config(var=folder, demo=True, timezone="Europe/Berlin"))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        with transaction() as session:
            organisation.seed()
            session.execute(update(Person).values(language="en"))
        with transaction():
            importing.import_folder(ROOT)
            readiness.mark("prepared")
        with transaction() as session:
            made = {one.login: tokens.make(one, "tour")[1] for one in session.scalars(select(Person))}
        db.engine.dispose()
    return app, made


def later(app: Flask, **time: float) -> None:
    """So many days, hours or minutes pass in the house."""
    with app.app_context():
        with transaction():
            clock.move(timedelta(**time).total_seconds())
        db.engine.dispose()


def today(app: Flask) -> date:
    """By the house's clock."""
    with app.app_context(), reading():
        return now().date()


def cookie(app: Flask, login: str, language: str = "en") -> str:
    """The secret of a new session in which `login` reads `language`."""
    with app.app_context():
        with transaction() as session:
            person = session.scalars(select(Person).where(Person.login == login)).one()
            person.language = language
            secret = sessions.begin(person, address="127.0.0.1", agent="Laneway's tour")
        db.engine.dispose()
    return secret


def last_letter(app: Flask, login: str) -> int:
    """The id of the newest mail to `login`."""
    with app.app_context():
        with reading() as session:
            person = select(Person.id).where(Person.login == login).scalar_subquery()
            query = select(Outbox.id).where(Outbox.person_id == person, Outbox.kind == "mail")
            found = session.scalars(query.order_by(Outbox.id.desc()).limit(1)).one()
        db.engine.dispose()
    return found
