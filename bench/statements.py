"""How many statements and commits one start and one completion take, counted at the database driver; on PostgreSQL
also how often the process then waits for the database.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask.testing import FlaskClient
from sqlalchemy import event

from app.config import Config
from app.db import db
from app.factory import create_app
from bench import furnished

ORDER = {"item": "bench_purchase", "data": {"what": "Chairs", "amount": 480, "why": "The old ones are broken."}}


def counted() -> dict[str, int]:
    """{start_statements, start_commits, complete_statements, complete_commits} on SQLite."""
    with tempfile.TemporaryDirectory(prefix="laneway-count-") as folder:
        url = f"sqlite:///{folder}/laneway.db"
        tokens = furnished.house(url, Path(folder))
        app = create_app(Config(var=Path(folder), database_url=url, demo=True, redis_url="unix:///nowhere"))
        with app.app_context():
            counts = _listen()
        client = app.test_client()
        _post(client, tokens["marta"], "/requests", ORDER)  # warms what is kept: definition, forms
        client.get(
            "/api/v1/tasks", headers={"Authorization": f"Bearer {tokens['jonas']}"}
        )  # when a token was last used
        request, start = _counting(counts, client, tokens["marta"], "/requests", ORDER)
        path = f"/tasks/{request['tasks'][0]['id']}/complete"
        _, complete = _counting(counts, client, tokens["jonas"], path, {"data": {"decision": "approve"}})
        with app.app_context():
            db.engine.dispose()
    return {
        "start_statements": start["statements"],
        "start_commits": start["commits"],
        "complete_statements": complete["statements"],
        "complete_commits": complete["commits"],
    }


def waited(url: str, folder: Path) -> dict[str, int]:
    """{start_waits, approval_waits, work_waits} on an empty PostgreSQL, once everything was said twice before."""
    tokens = furnished.house(url, folder)
    app = create_app(Config(var=folder, database_url=url, demo=True, redis_url="unix:///nowhere"))
    client, counts = app.test_client(), Counter[str]()
    with _counting_waits(counts):
        for _ in range(3):
            request, start = _counting(counts, client, tokens["marta"], "/requests", ORDER)
            path = f"/tasks/{request['tasks'][0]['id']}/complete"
            done, approval = _counting(counts, client, tokens["jonas"], path, {"data": {"decision": "approve"}})
            path = f"/tasks/{done['request']['tasks'][0]['id']}/complete"
            _, work = _counting(counts, client, tokens["bela"], path, {"data": {"note": "There."}})
    with app.app_context():
        db.engine.dispose()
    return {"start_waits": start["waits"], "approval_waits": approval["waits"], "work_waits": work["waits"]}


@contextmanager
def _counting_waits(counts: Counter[str]) -> Iterator[None]:
    """The driver's own way sends one thing and waits; so does ours, when all is sent that goes together."""
    from psycopg import _cursor_base, generators  # noqa: PLC0415 - a house on SQLite is measured without the driver

    from app import pipeline  # noqa: PLC0415

    def counting(turn: Any) -> Any:
        def turned(line: Any) -> Any:
            counts["waits"] += 1
            return turn(line)

        return turned

    said = ((_cursor_base, "execute"), (generators, "execute"), (pipeline, "send"))
    with ExitStack() as patches:
        for module, name in said:
            patches.enter_context(patch.object(module, name, counting(getattr(module, name))))
        yield


def _listen() -> Counter[str]:
    counts: Counter[str] = Counter()
    event.listen(db.engine, "before_cursor_execute", lambda _c, _cu, text, *_: counts.update([_kind(text)]))
    event.listen(db.engine, "commit", lambda _connection: counts.update(["commits"]))
    return counts


def _kind(text: str) -> str:
    return "begins" if text.startswith("BEGIN") else "statements"


def _counting(
    counts: Counter[str], client: FlaskClient, token: str, path: str, body: object
) -> tuple[Any, Counter[str]]:
    counts.clear()
    answer = _post(client, token, path, body)
    return answer, Counter(counts)


def _post(client: FlaskClient, token: str, path: str, body: object) -> Any:
    answer = client.post(f"/api/v1{path}", json=body, headers={"Authorization": f"Bearer {token}"})
    if answer.status_code // 100 != 2:
        raise RuntimeError(f"POST {path}: {answer.status_code} {answer.text[:300]}")
    return answer.json
