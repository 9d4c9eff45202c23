"""Connectors as the house sees them: asking for a test, and what came of the last one.

The test itself leaves through the outbox like everything else that goes out; nobody here speaks to the outside.
"""

from app.db import now, ring, session
from app.errors import NotFound
from app.models.connector import TYPES, Connector
from app.operations import journal, outbox
from app.operations.permissions import Actor, require
from app.operations.roles import MANAGERS


def ask_test(actor: Actor, key: str) -> None:
    """Have a worker try the connector once. Raises NotFound, Forbidden."""
    require(actor, *MANAGERS)
    if key not in TYPES:
        raise NotFound()
    outbox.write("test", {"connector": key}, max_attempts=1)
    journal.write(0, actor.login, "connector.test", f"Asked for a test of the connector {key}.", connector=key)


def tested(key: str, said: str, *, well: bool) -> None:
    """Keep the sentence of the last test, and whether it went well."""
    row = session().get(Connector, key)
    if row is None:
        row = Connector(key=key)
        session().add(row)
    row.tested_at, row.test_result, row.works = now(), said[:2000], well
    ring("connectors")
