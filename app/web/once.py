"""The same page sent twice does its work once: a double click, an impatient reload, the back button.

Each form carries a random mark. The mark and what was typed make the key under which the first answer is kept; a form
that was changed meanwhile is another deed. Works without script.
"""

import hashlib
import secrets
from collections.abc import Callable

from flask import Flask, request

from app.db import transaction
from app.operations import idempotency
from app.operations.permissions import Actor

FIELD = "once"
APART = ("csrf_token", "_turn")  # what differs between two calls of one deed


def install(app: Flask) -> None:
    """`once_mark()` in templates: the value of the hidden field."""
    app.jinja_env.globals["once_mark"] = lambda: secrets.token_urlsafe(12)


def done_once(actor: Actor, work: Callable[[], str]) -> tuple[str, bool]:
    """Run `work` in one transaction; it returns an address. Gives that, and whether it was the first time.

    Raises what `work` raises; then nothing is kept.
    """
    with transaction():
        key = _key()
        if key is None:
            return work(), True
        kept = idempotency.begin(actor, key, key.removeprefix("page:"))
        if kept is not None:
            return kept.answer, False
        address = work()
        idempotency.keep(actor, key, 302, address)
        return address, True


def _key() -> str | None:
    """The page's mark with what was typed; None for a form without a mark."""
    mark = request.form.get(FIELD, "")
    if not mark:
        return None
    typed = sorted((name, value) for name, value in request.form.items(multi=True) if name not in APART)
    return "page:" + hashlib.sha256(repr((request.path, typed)).encode()).hexdigest()
