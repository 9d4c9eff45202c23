"""What the studio's rooms share: a version as it is shown with its mark, and work kept over that mark. No routes.

Somebody else may have saved meanwhile: then nothing is written, and the page comes again with what was typed.
"""

from collections.abc import Callable

from app.db import reading, transaction
from app.operations import definitions, drafts
from app.operations.bundle import Bundle
from app.operations.drafts import Work
from app.queries import studio as queries
from app.web.identity import current_actor


def shown(key: str, number: int) -> tuple[Bundle, str]:
    """The version and its mark. Raises Forbidden, NotFound."""
    with reading():
        queries.sheet(current_actor(), key, number)
        row = definitions.version(key, number)
        return Bundle.of(key, row), drafts.mark(row)


def kept(key: str, number: int, seen: str, work: Callable[[Bundle], Work]) -> int:
    """The number of the draft that now holds the work. Raises Conflict, DefinitionError, InvalidForm, NotFound."""
    with transaction():
        row = definitions.version(key, number)
        return drafts.keep(current_actor(), key, number, seen, work(Bundle.of(key, row))).number
