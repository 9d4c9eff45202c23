"""A snapshot as `laneway dump --json` prints it, taken in this process."""

import json
from typing import Any

from app.commands import dump


def plain(snapshot: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Through JSON and back, as whoever reads the dump sees it."""
    read: dict[str, list[dict[str, Any]]] = json.loads(json.dumps(snapshot, default=dump._plain))
    return read
