"""What a page weighs on the wire: its HTML, and the JavaScript of ours that it names, as gzip sends them."""

import gzip
import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent.parent / "app"
NAMED = re.compile(r'<script[^>]*\ssrc="(/static/[^"?]+)|rel="modulepreload"[^>]*\shref="(/static/[^"?]+)')
LIMIT = 100_000
#: An editor may bring what it is made of.
EDITORS = "/studio/<key>/<int:version_number>"


def packed(data: bytes) -> int:
    """Bytes after gzip."""
    return len(gzip.compress(data, 6))


def scripts(html: str) -> int:
    """Bytes of all scripts that a page names, each packed by itself. Raises FileNotFoundError for one not built."""
    named = {first or second for first, second in NAMED.findall(html)}
    return sum(_of_file(path) for path in named)


@cache
def _of_file(path: str) -> int:
    return packed((STATIC / path.removeprefix("/")).read_bytes())
