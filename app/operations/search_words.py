"""What a request is found by, folded: its number, title, names, the words of its answers and what was said to all."""

from typing import Any

from sqlalchemy import select

from app.catalogue.folding import fold
from app.db import session
from app.models.comment import Comment
from app.models.request import Request
from workflows.values import loads

LONGEST = 4_000
WITH_COMMENTS = 12_000


def refresh(request: Request) -> None:
    """Write what a new request, of which nothing was said yet, is found by."""
    names = (request.requester.name, request.requested_for.name)
    said = (fold(words) for words in (request.title, *names, request.item, *_words(loads(request.answers))))
    request.search = " ".join([request.number.lower(), *filter(None, said)])[:LONGEST]


def anew(request: Request) -> None:
    """Write it anew, with what was said to all, because title or answers have changed."""
    refresh(request)
    public = (Comment.request_id == request.id, Comment.internal.is_(False))
    said = session().scalars(select(Comment.text).where(*public).order_by(Comment.id))
    request.search = " ".join([request.search, *map(fold, said)])[:WITH_COMMENTS]


def _words(given: Any) -> list[str]:
    if isinstance(given, str):
        return [given[:200]]
    if isinstance(given, dict):
        return [word for value in given.values() for word in _words(value)]
    if isinstance(given, list):
        return [word for value in given for word in _words(value)]
    return []
