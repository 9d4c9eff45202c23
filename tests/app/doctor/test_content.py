"""Items, uploads and the journal, on both databases."""

import io
import shutil

from sqlalchemy import update

from app.db import reading, session, transaction
from app.doctor import content
from app.models.definition_version import DefinitionVersion
from app.models.journal import Journal
from app.operations import definitions, files
from app.operations.people import person_of
from app.operations.permissions import actor_of
from tests.fixtures.cast import Cast


def ill() -> str:
    with reading():
        return " ".join(one.said for one in content.look() if one.level == "ill")


def test_a_whole_house(cast: Cast) -> None:
    cast.marta.orders("general_request", {"subject": "Who owns the old plotter?", "category": "unsure"})
    assert ill() == ""


def test_an_item_that_cannot_be_opened(cast: Cast) -> None:
    with transaction():
        session().execute(update(DefinitionVersion).values(diagram=b"<no/>"))
    definitions.forget()
    assert "cannot be opened" in ill()
    definitions.forget()


def test_an_upload_without_its_bytes(cast: Cast) -> None:
    stored = files.store(io.BytesIO(b"An offer."), "offer.txt")
    with transaction():
        files.add(actor_of(person_of("marta")), stored)
    assert ill() == ""
    shutil.rmtree(files.folder())
    assert stored.path in ill()


def test_a_journal_that_somebody_changed(cast: Cast) -> None:
    cast.marta.orders("general_request", {"subject": "Who owns the old plotter?", "category": "unsure"})
    with transaction():
        session().execute(update(Journal).where(Journal.request_id == 1, Journal.seq == 1).values(text="Nothing."))
    assert "request 1" in ill()
