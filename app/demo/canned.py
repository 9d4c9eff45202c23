"""What the demo's groups write again and again, in their requesters' languages."""

from sqlalchemy import select

from app.db import session, transaction
from app.models.canned_answer import CannedAnswer
from app.models.person import Person
from app.operations import canned_answers
from app.operations.permissions import actor_of

WRITER, GROUP = "dan", "desktop-support"
WORDS = {
    "It is on its way": {
        "en": "Hello {first_name},\n\n{title} ({number}) is on its way. You have it by {due}.\n\n{me}",
        "de": "Guten Tag {first_name},\n\n{title} ({number}) ist unterwegs. Sie haben es bis {due}.\n\n{me}",
        "pl": "Dzień dobry {first_name},\n\n{title} ({number}) jest w drodze. Będzie u Ciebie do: {due}.\n\n{me}",
        "hu": "Jó napot, {first_name}!\n\n{title} ({number}) úton van. Legkésőbb ekkor Önnél lesz: {due}.\n\n{me}",
    },
    "Please restart first": {
        "en": "Hello {first_name}, please restart the device once and tell me here whether it helped. {me}",
        "de": "Guten Tag {first_name}, bitte starten Sie das Gerät einmal neu und schreiben Sie hier, ob es half. {me}",
        "pl": "Dzień dobry {first_name}, uruchom urządzenie ponownie i napisz tutaj, czy pomogło. {me}",
        "hu": "Jó napot, {first_name}! Indítsa újra az eszközt, és írja meg itt, segített-e. {me}",
    },
}


def seed() -> None:
    """Once, into a house that has none."""
    with transaction():
        if session().scalar(select(CannedAnswer.id).limit(1)) is not None:
            return
        writer = actor_of(session().scalars(select(Person).where(Person.login == WRITER)).one())
        for title, texts in WORDS.items():
            canned_answers.add(writer, GROUP, title, texts)
