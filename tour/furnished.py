"""The house of the tour: a demo house as its first start leaves it, and a session for everybody who looks at it."""

from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.commands import prepare
from app.config import Config
from app.db import db, reading, transaction
from app.demo.voices import Voice
from app.factory import create_app
from app.models.approval import Approval
from app.models.incident import Incident
from app.models.outbox import Outbox
from app.models.person import Person
from app.operations import sessions

READER = "dan"  # whose mails are English


def furnish(folder: Path) -> tuple[Flask, dict[str, object]]:
    """The app over a new demo house in `folder`, and the facts for the paths of the stops."""
    app = create_app(Config(var=folder, demo=True, timezone="Europe/Berlin"))
    with app.app_context():
        numbers = prepare.bring_up_to_date()
        with reading() as session:
            incident, cause = session.execute(
                select(Incident.id, Incident.cause_key).where(Incident.state == "open")
            ).one()
        facts = {
            **numbers,
            "approval": Voice("jonas").waits(numbers["figma"]),
            "fulfilment": Voice("bela").waits(numbers["autocad"]),
            "incident": incident,
            "cause": cause,
            "letter": _last_letter(),
            "decision": _last_decision("jonas"),
        }
        db.engine.dispose()
    return app, facts


def _last_decision(login: str) -> int:
    """The id of what this person decided last."""
    with reading() as session:
        mine = select(Approval.id).join(Person, Person.id == Approval.person_id).where(Person.login == login)
        return session.scalars(mine.order_by(Approval.id.desc()).limit(1)).one()


def cookie(app: Flask, login: str, language: str = "en") -> str:
    """The secret of a new session in which `login` reads `language`."""
    with app.app_context():
        with transaction() as session:
            person = session.scalars(select(Person).where(Person.login == login)).one()
            person.language = language
            secret = sessions.begin(person, address="127.0.0.1", agent="Laneway's tour")
        db.engine.dispose()
    return secret


def _last_letter() -> int:
    with reading() as session:
        person = select(Person.id).where(Person.login == READER).scalar_subquery()
        query = select(Outbox.id).where(Outbox.person_id == person, Outbox.kind == "mail")
        return session.scalars(query.order_by(Outbox.id.desc()).limit(1)).one()
