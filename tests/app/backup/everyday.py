"""A small house in the middle of its day, as a release leaves it in a backup: what every release could do.

`python -m tests.app.backup.everyday FILE` makes one, copied into the tree of an earlier release, too: it may use
nothing that the first release with backups did not have. What is newer is in newer.py.
"""

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, current_app
from flask_migrate import Migrate, upgrade
from sqlalchemy import select

from app.catalogue import forms
from app.commands import backup
from app.config import ROOT
from app.connectors.base import ConnectorError
from app.db import db, session, transaction
from app.demo import organisation
from app.factory import create_app
from app.jobs.connectors import connectors
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.operations import files, house, idempotency, importing, kept_answers, messages, requests, saved_views
from app.operations.permissions import LANEWAY
from tests.fixtures.cast import Cast, Recorder

ITEMS = ("approval", "new_software")
FIGMA = {
    "software": "Figma", "seats": 2, "amount": 480, "paid_from": "cost_centre", "cost_centre": "4711",
    "why": "Two of us draw the new portal together.",
}  # fmt: skip
NOTE = b"The offer of the dealer in Graz."
SECRET_KEY = "of the houses that are kept"
CALL = {"key": "k-1", "body_hash": idempotency.fingerprint("POST", "/api/v1/requests", b"{}")}
ANSWER = '{"number":"REQ-000001"}'
FIELDS = [{"type": "textarea", "key": "why", "label": "Why"}, {"type": "filepicker", "key": "paper", "label": "Paper"}]
MONTH = 30 * 86_400


@contextmanager
def entered(folder: Path, url: str = "", opened: Callable[[], Flask] = create_app) -> Iterator[None]:
    """Commands and operations inside mean the house in `folder`; what is sealed in it can be opened by any of them."""
    settings = {"VAR": str(folder), "DEMO": "yes", "SECRET_KEY": SECRET_KEY, "DATABASE_URL": url}
    before = dict(os.environ)
    os.environ.update({f"LANEWAY_{name}": value for name, value in settings.items()})
    try:
        with opened().app_context():
            yield
            db.session.remove()
            db.engine.dispose()
    finally:
        os.environ.clear()
        os.environ.update(before)


def furnish() -> Cast:
    """Tables, people, and a few items."""
    Migrate(current_app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    upgrade(directory=str(ROOT / "migrations"))
    with transaction():
        organisation.seed()
    for key in ITEMS:
        found = [*(ROOT / "bpmn").glob(f"{key}.*"), *(ROOT / "forms" / key).glob("*.[fr]*")]
        publish({path.name: path.read_bytes() for path in [*found, *(ROOT / "forms" / key).glob("de.po")]})
    publish({path.name: path.read_bytes() for path in (ROOT / "bench" / "chaos" / "item").iterdir()})
    publish({path.name: path.read_bytes() for path in (Path(__file__).parent / "item").iterdir()})
    return Cast(dict(connectors(house.config())))


def publish(made: dict[str, bytes]) -> None:
    with transaction():
        row = importing.import_files(made)
        assert row.state == "published", row.problems


def buys(cast: Cast) -> None:
    """One is bought, one waits for its approval, one was sent back to be corrected."""
    bought, changed = (cast.marta.orders("new_software", FIGMA) for _ in range(2))
    stored = files.store(io.BytesIO(NOTE), "offer.txt")
    with transaction():
        actor = cast.marta.actor
        requests.comment(actor, bought, "The offer.", files=(files.add(actor, stored).id,))
    cast.jonas.approves(bought)
    cast.jonas.asks_for_change(changed, "One seat is enough.")
    cast.ilse.orders("new_software", FIGMA)


def runs_errands(cast: Cast) -> None:
    """One waits for its approval, and its message has come already; one for a call, a time and a message; one was
    refused outside for good and is stuck; of one the call is done.
    """

    def order(reference: str, mood: str = "good") -> str:
        where = {"target": "http://nowhere/", "wait": "PT90M", "patience": "PT48H"}
        return cast.marta.orders("errand", {"reference": reference, "mood": mood, **where})

    order("first")
    with transaction():
        messages.receive(LANEWAY, "errand-arrived", "first", {"from": "Graz"}, MONTH)
    cast.connectors["http"] = Recorder("http", answers=[ConnectorError("Never.", permanent=True), {"receipt": "R"}])
    cast.jonas.approves(order("third", "poison"))
    cast.jonas.approves(order("fourth"))
    cast.works()
    cast.jonas.approves(order("second"))


def fails(cast: Cast) -> str:
    """A step that could not be carried out: its command is kept."""
    number = cast.marta.orders("fragile", {})
    cast.dana.does(number, "Look", fine="perhaps")
    return number


def types(cast: Cast) -> None:
    """What somebody has typed and not handed in, an answer of the API to be given again, a view under a name."""
    with transaction():
        actor = cast.marta.actor
        of = (DefinitionVersion.definition_id == Definition.id, Definition.key == "new_software")
        version_id = session().scalars(select(DefinitionVersion.id).where(*of)).one()
        form = forms.read({"type": "default", "components": FIELDS})
        answers, lost = {"why": "half a sen", "paper": [1]}, (("Old field", "its words"),)
        typed = kept_answers.Typed(version_id, form, answers, lost=lost)
        kept_answers.keep(actor, kept_answers.Place("item:new_software"), typed)
        assert idempotency.begin(actor, **CALL) is None
        idempotency.keep(actor, CALL["key"], 201, ANSWER)
        saved_views.keep(cast.paul.actor, "Mine", "state=running&item=errand")


def make(path: Path, *more: Callable[[Cast], object]) -> None:
    """A backup of such a house at `path`."""
    with tempfile.TemporaryDirectory() as folder, entered(Path(folder)):
        cast = furnish()
        for chapter in (buys, runs_errands, fails, types, *more):
            chapter(cast)
        assert cast.journal_holds()
        assert backup.backup([str(path)]) == 0


if __name__ == "__main__":
    make(Path(sys.argv[1]))
