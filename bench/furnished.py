"""A house to measure: tables, demo people, the measured item, a token for everybody."""

from pathlib import Path

from sqlalchemy import select

from app.config import Config
from app.db import Base, db, transaction
from app.demo import articles, canned, organisation
from app.factory import create_app
from app.models.person import Person
from app.operations import importing, tokens

HERE = Path(__file__).parent


def house(
    url: str, folder: Path, files: dict[str, bytes] | None = None, later: dict[str, bytes] | None = None
) -> dict[str, str]:
    """Furnish the empty database at `url` with the measured item, or with that of `files`; {login: token}. `later`: the
    same in a second version.
    """
    app = create_app(Config(var=folder, database_url=url, demo=True))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        move_in(files)
        if later:
            _bring(later)
        with transaction() as session:
            people = session.scalars(select(Person)).all()
            made = {person.login: tokens.make(person, "bench")[1] for person in people}
        db.engine.dispose()
    return made


def move_in(files: dict[str, bytes] | None = None) -> None:
    """The demo people and one item, into the empty tables of the current app context."""
    item = files or _measured()
    with transaction():
        organisation.seed()
    _bring(item)
    articles.seed()
    canned.seed()


def _bring(item: dict[str, bytes]) -> None:
    with transaction():
        row = importing.import_files(item)
        if row.state != "published":
            raise RuntimeError(f"The measured item was not published: {row.problems}")


def _measured() -> dict[str, bytes]:
    forms = {path.name: path.read_bytes() for path in (HERE / "forms").glob("*.form")}
    return {**forms, "purchase.bpmn": (HERE / "diagrams" / "purchase.bpmn").read_bytes()}
