"""The embedded PostgreSQL, as the tests of reliability need it: what was committed is there after a kill."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launcher.embedded_postgres import Server


@pytest.fixture
def server() -> Iterator[Server]:
    """Started, with a folder that its own user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="laneway-pg-"))
    made = Server(folder, durable=True)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


def test_committed_is_kept_and_the_rest_is_gone_after_a_kill(server: Server) -> None:
    url = server.url.replace("+psycopg", "")
    with psycopg.connect(url) as line:
        line.execute("CREATE TABLE mark (id INTEGER)")
        line.execute("INSERT INTO mark VALUES (1)")
        line.commit()
        line.execute("INSERT INTO mark VALUES (2)")
        server.kill()
        with pytest.raises(psycopg.OperationalError):
            line.commit()
    server.start()
    with psycopg.connect(url) as line:
        assert line.execute("SELECT id FROM mark").fetchall() == [(1,)]
