"""Keep what somebody types into a form until it is handed in, started afresh, or 30 days old.

Only the person's own rows are ever looked at. Answers are kept as typed, not checked; secret ones are not kept at all.
What comes late from a page that was handed in or has kept something newer since is left out, never an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from app.catalogue import forms
from app.catalogue.forms.fitting import fitting
from app.catalogue.forms.given import MOST_ROWS
from app.db import now, session, upsert
from app.errors import InvalidValue, TooLarge
from app.language import gettext as _
from app.models.file import File
from app.models.kept_answers import KeptAnswers
from app.operations.answers import uploads
from app.operations.permissions import Actor
from workflows.errors import BadValue
from workflows.sentences import of
from workflows.values import check, dumps, loads

LIVES = timedelta(days=30)
LONGEST = 400_000  # characters of JSON text
LAST = 2**31 - 1  # the turn of a page that was handed in: nothing of it comes later


@dataclass(frozen=True)
class Place:
    """Which form: "item:KEY" or "task:ID", and how the item's page was opened ("", "for:LOGIN", "again:NUMBER")."""

    name: str
    opening: str = ""


@dataclass(frozen=True)
class Typed:
    """What a page sends to be kept. `form`: that of the version `version_id`; `turn` counts what the page `mark` sent.

    `lost`: pairs of label and text that the form has no field for; told along with those known before.
    """

    version_id: int
    form: forms.Form
    answers: Mapping[str, Any]
    requested_for: str = ""
    mark: str = ""
    turn: int = 0
    lost: tuple[tuple[str, str], ...] = ()


def keep(actor: Actor, place: Place, typed: Typed) -> bool:
    """Keep it in place of what was kept before; False when it came too late. Raises InvalidValue, TooLarge."""
    answers = fitting(typed.form, typed.answers)
    text = _text(answers)
    row = _row(actor, place, typed.version_id)
    if typed.mark and row.mark == typed.mark and typed.turn < row.turn:
        return False
    files = sorted(uploads(typed.form, answers))
    _hold(actor, loads(row.files), files)
    row.version_id, row.answers, row.files = typed.version_id, text, dumps(files)
    known = [(str(label), str(text)) for label, text in loads(row.lost)]
    row.lost = dumps([list(pair) for pair in dict.fromkeys([*known, *typed.lost])])
    row.requested_for, row.mark, row.turn = typed.requested_for[:200], typed.mark[:40], typed.turn
    row.changed_at = now()
    return True


def forget(actor: Actor, place: Place, mark: str = "", opened_at: datetime | None = None) -> None:
    """It was handed in, or is started afresh. `mark`: the page from which nothing may come any more; `opened_at`: when
    it was opened, so that what has been typed into another page since stays.
    """
    row = session().scalar(select(KeptAnswers).where(*_mine(actor, place)).with_for_update())
    if row is None or (opened_at and row.changed_at > opened_at and row.mark not in ("", mark[:40])):
        return
    _hold(actor, loads(row.files), [])
    row.answers, row.lost, row.files, row.requested_for = "{}", "[]", "[]", ""
    row.mark, row.turn, row.changed_at = mark[:40], LAST, now()


def forget_old() -> None:
    """What nobody touched for 30 days goes, whoever it belongs to; its files go with the others that nobody used."""
    session().execute(delete(KeptAnswers).where(KeptAnswers.changed_at < now() - LIVES))


def _text(answers: dict[str, Any]) -> str:
    try:
        check(answers)
    except BadValue as error:
        raise InvalidValue(of(error)) from error
    text = dumps(answers)
    if len(text) > LONGEST or any(len(rows) > MOST_ROWS for rows in answers.values() if isinstance(rows, list)):
        raise TooLarge(_("This is too much to be kept. Send it, or put it into a file."))
    return text


def _row(actor: Actor, place: Place, version_id: int) -> KeptAnswers:
    """The person's row of the place, made when it is not there; held until the end of the transaction."""
    made = {"person_id": actor.id, "place": place.name, "opening": place.opening, "version_id": version_id}
    empty = {"requested_for": "", "answers": "{}", "lost": "[]", "files": "[]", "mark": "", "turn": 0}
    session().execute(upsert(KeptAnswers).values(**made, **empty, changed_at=now()).on_conflict_do_nothing())
    return session().scalars(select(KeptAnswers).where(*_mine(actor, place)).with_for_update()).one()


def _mine(actor: Actor, place: Place) -> tuple[Any, ...]:
    return KeptAnswers.person_id == actor.id, KeptAnswers.place == place.name, KeptAnswers.opening == place.opening


def _hold(actor: Actor, before: Iterable[int], files: Iterable[int]) -> None:
    """Files that wait with the answers stay as long as these do; those that left them go with the next sweep."""
    for ids, until in ((set(before) - set(files), None), (set(files), now() + LIVES)):
        if ids:
            own = (File.id.in_(ids), File.owner_id == actor.id, File.attached_at.is_(None))
            session().execute(update(File).where(*own).values(kept_until=until))
