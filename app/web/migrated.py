"""Requests taken to another version of their item, for the page and for programs: each in a transaction of its own, so
that one that cannot go holds nothing up and is answered with why. At most BATCH in one call; whoever asks goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.db import reading, transaction
from app.errors import BadRequest, NotFound
from app.language import gettext as _
from app.operations import migrating as verbs
from app.operations.migratable import Result, Way
from app.operations.migrating import BATCH
from app.operations.permissions import Actor, request_id


@dataclass(frozen=True)
class Answer:
    """`next`: after which request (its id) to go on; 0 where nothing is left."""

    results: list[Result]
    next: int = 0


def looked(found: Way, numbers: Sequence[str] | None, after: int = 0) -> Answer:
    """What would become of each; writes nothing. Inside `reading()`. Raises BadRequest."""
    ids, following = _chosen(found, numbers, after)
    return Answer(verbs.look(found, ids), following)


def taken(actor: Actor, found: Way, numbers: Sequence[str] | None, reason: str = "", after: int = 0) -> Answer:
    """Do it, one after another. Outside of any transaction. Raises BadRequest, Busy (the rest may be asked again)."""
    with reading():
        ids, following = _chosen(found, numbers, after)
    results = []
    for one in ids:
        with transaction():
            results.append(verbs.take_along(actor, found, one, reason))
    return Answer(results, following)


def _chosen(found: Way, numbers: Sequence[str] | None, after: int) -> tuple[list[int], int]:
    if numbers is None:
        return verbs.waiting(found, after)
    if len(set(numbers)) > BATCH:
        raise BadRequest(_("Choose at most %(num)s requests.", num=BATCH))
    return [_id(number) for number in dict.fromkeys(numbers)], 0


def _id(number: str) -> int:
    """Raises BadRequest for what is no number of a request."""
    try:
        return request_id(number)
    except NotFound as error:
        raise BadRequest(_("“%(number)s” is no request.", number=number[:40])) from error
