"""Orders from before the house hid what forms call secret: hidden now where they are kept and found by.

For `laneway prepare`, some at a time. What the process itself holds stays whole, as it does for new orders
(secret_answers.py).
"""

import json

from sqlalchemy import select

from app.db import session
from app.models.approval import Approval
from app.models.correction import Correction
from app.models.definition_version import DefinitionVersion
from app.models.request import Request
from app.operations import search_words, secret_answers
from workflows.values import dumps, loads

ROUND = 200  # orders of one transaction


def versions() -> list[int]:
    """Those that have such a form, or call one that has."""
    query = select(DefinitionVersion.id, DefinitionVersion.pins, DefinitionVersion.forms.contains('"secret"'))
    rows = session().execute(query.order_by(DefinitionVersion.id)).all()
    found = {key for key, _pins, hides in rows if hides}
    for key, pins, _hides in rows:  # who calls another is published after it
        if found & set(json.loads(pins).values()):
            found.add(key)
    return sorted(found)


def hide(version_id: int, after: int) -> int | None:
    """The next orders of a version behind the one with this id; the last of them, None when there is none left."""
    query = select(Request).where(Request.version_id == version_id, Request.id > after).order_by(Request.id)
    rows = session().scalars(query.limit(ROUND)).all()
    for request in rows:
        _hide(request)
    return rows[-1].id if rows else None


def _hide(request: Request) -> None:
    kept = _veiled(request.version_id, request.answers)
    if kept != request.answers:
        request.answers = kept
        search_words.anew(request)
    for row in session().scalars(select(Approval).where(Approval.request_id == request.id)):
        row.seen = _veiled(request.version_id, row.seen)
    for one in session().scalars(select(Correction).where(Correction.request_id == request.id)):
        one.before = _veiled(request.version_id, one.before)
        one.after = _veiled(request.version_id, one.after) if one.after else None


def _veiled(version_id: int, text: str) -> str:
    return dumps(secret_answers.values(version_id, loads(text)))
