"""What a request is found by: its number, title, names and the words of its answers, folded."""

from typing import Any

from app.catalogue.search import fold
from app.models.request import Request
from workflows.values import loads

LONGEST = 4000


def refresh(request: Request) -> None:
    """Its title or answers have changed, or it has just got its number."""
    names = (request.requester.name, request.requested_for.name)
    words = fold(" ".join([request.title, *names, request.item, *_words(loads(request.answers))]))
    request.search = f"{request.number.lower()} {words}"[:LONGEST]


def _words(given: Any) -> list[str]:
    if isinstance(given, str):
        return [given[:200]]
    if isinstance(given, dict):
        return [word for value in given.values() for word in _words(value)]
    if isinstance(given, list):
        return [word for value in given for word in _words(value)]
    return []
