"""How many statements and commits one start and one completion take, counted at the database driver."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

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
