"""When a program's token was used last, and from where: for the list of tokens, in which a forgotten one shows.

Written down after the answer is made, by each process every ten minutes at most: a call costs no write. What cannot be
noted (the database is busy) is noted at a later call; the answer never fails of it, nor waits for it longer than for
any write.
"""

import logging
from time import monotonic

from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from app.db import transaction
from app.errors import LanewayError
from app.lately import Lately
from app.operations import tokens
from app.operations.sessions import digest
from app.web.identity import bearer

log = logging.getLogger(__name__)

EVERY = 600.0  # seconds
_noted: Lately[str, float] = Lately(2000)


def install(app: Flask) -> None:
    """Look at every answer."""
    app.after_request(_note)


def _note(response: Response) -> Response:
    secret = bearer()
    if secret is None or not g.get("signed") or response.status_code >= 500:
        return response
    mark, moment = digest(secret), monotonic()
    noted = _noted.get(mark)
    if noted is None or moment - noted > EVERY:
        _noted.keep(mark, moment)
        try:
            with transaction():
                tokens.used(mark, request.remote_addr or "")
        except (LanewayError, SQLAlchemyError) as error:  # no connection is free, too: what was done is done
            log.info("token.unnoted", extra={"said": {"error": type(error).__name__}})
    return response
