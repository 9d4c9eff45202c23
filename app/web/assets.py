"""The built files of the front end by their plain names; the names with hashes come from the build's manifest.

Never fails a page: where nothing is built the plain name is answered, and the page comes without its look.
"""

import json
from functools import lru_cache
from pathlib import Path

DIST = Path(__file__).resolve().parent.parent / "static" / "dist"


def asset(name: str) -> str:
    """The address of a built file, for example asset("look.css")."""
    manifest = DIST / "manifest.json"
    stamp = manifest.stat().st_mtime_ns if manifest.exists() else 0
    return f"/static/dist/{_names(stamp).get(name, name)}"


@lru_cache(maxsize=2)
def _names(stamp: int) -> dict[str, str]:
    """The manifest as it was at `stamp` (ns), read once."""
    if not stamp:
        return {}
    names: dict[str, str] = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    return names
