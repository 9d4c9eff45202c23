"""Pages keep what is typed into their forms: a moment after typing, when left, and when they come back refused.

The hidden fields of a kept form: `once` (the page's mark), `_opening`, `_opened` and `_version`; its script adds
`_turn`.
"""

from datetime import datetime
from typing import Any

from flask import Response, jsonify, request

from app.db import reading, transaction
from app.language import gettext as _
from app.operations import definitions, kept_answers, presence
from app.operations.answers import schema_of
from app.operations.kept_answers import LAST, Place, Typed
from app.operations.permissions import Actor
from app.queries.catalogue import ItemPage
from app.queries.kept_answers import Lost
from app.web import once, reader, sheet

VERSION, TURN, OPENED = "_version", "_turn", "_opened"
TASK = "task:"


def of_item(key: str, opening: str) -> Place:
    """The place of an item's form."""
    return Place(f"item:{key}", opening)


def of_task(task_id: int) -> Place:
    """The place of a task's form."""
    return Place(f"{TASK}{task_id}")


def mark() -> str:
    """The mark of the page that sent this call."""
    return request.form.get(once.FIELD, "")


def turn() -> int:
    """How often the page had sent something before; 0 without script."""
    text = request.form.get(TURN, "")
    return min(int(text), LAST - 1) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def opened_at() -> datetime | None:
    """When the page that sent this call was drawn."""
    try:
        found = datetime.fromisoformat(request.form.get(OPENED, ""))
    except ValueError:
        return None
    return found if found.tzinfo else None


def keep(
    actor: Actor,
    place: Place,
    version_id: int,
    schema: dict[str, Any] | None,
    answers: dict[str, Any],
    *,
    person: str = "",
    lost: Lost = (),
    last: bool = False,
) -> bool:
    """Keep the answers in a transaction of their own; False when they came too late.

    `last`: the page is gone, nothing newer comes from it.
    """
    if schema is None:
        return False
    typed = Typed(version_id, sheet.form_of(schema), answers, person, mark(), LAST if last else turn(), lost)
    with transaction():
        done = kept_answers.keep(actor, place, typed)
        if done and place.name.startswith(TASK):
            presence.stir(actor, int(place.name.removeprefix(TASK)))
        return done


def done(kept: bool) -> Response:
    """What the page's script is told: the words to show, none when nothing was kept."""
    return jsonify({"said": _("Kept: %(moment)s", moment=reader.when(reader.moment())) if kept else ""})


def forms_version(found: ItemPage) -> tuple[int, dict[str, Any] | None]:
    """Id and start form of the version that the page showed: the live one, or the one it was opened with."""
    text = request.form.get(VERSION, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else found.item.version
    if number == found.item.version:
        return found.item.version_id, found.form
    with reading():
        row = definitions.version(found.item.key, number)
        if row.state == "draft":
            return found.item.version_id, found.form
        definition = definitions.parsed(row.id)
    return row.id, schema_of(definition, definition.key, definition.start_form)
