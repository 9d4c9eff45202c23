"""Text goes out packed, and built files stay in the browser: their names change with what is in them.

A page holds a token beside words that a stranger may have chosen (a search in the address), and the length of a packed
page could tell one from the other (BREACH, 2013): each page carries up to a hundred random letters where gzip keeps a
file's name (RFC 1952, 2.3.1), so that its length says nothing. Streams are left alone.
"""

import gzip
import io
import secrets
import string
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.wsgi import FileWrapper

from app.web.assets import DIST

TEXTS = ("text/", "application/json", "application/problem+json", "application/javascript", "image/svg+xml")
LEAST = 1000  # bytes; less is not worth it
YEAR = 31_536_000
BUILT = "/static/dist/"
LETTERS = string.ascii_lowercase


def install(app: Flask) -> None:
    """Look at every answer, after the headers of safety are set."""
    app.after_request(pack)


def pack(answer: Response) -> Response:
    """Pack a text for whoever takes gzip; say how long a built file may be kept."""
    built = request.path.startswith(BUILT) and answer.status_code == 200
    if built and not request.path.endswith("manifest.json"):
        answer.cache_control.public, answer.cache_control.no_cache = True, None
        answer.cache_control.max_age, answer.cache_control.immutable = YEAR, True
    if not (answer.mimetype or "").startswith(TEXTS) or answer.status_code != 200 or (answer.is_streamed and not built):
        return answer
    if "Vary" in answer.headers:
        answer.vary.add("Accept-Encoding")
    else:
        answer.headers["Vary"] = "Accept-Encoding"
    if "Content-Encoding" in answer.headers or request.accept_encodings["gzip"] <= 0 or "Range" in request.headers:
        return answer
    data = _file(request.path) if built else _page(answer.get_data())
    if data:
        if isinstance(answer.response, FileWrapper):  # the file that would have been sent
            answer.response.close()
        answer.direct_passthrough = False
        answer.set_data(data)
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _page(data: bytes) -> bytes:
    if len(data) < LEAST:
        return b""
    name = "".join(secrets.choice(LETTERS) for _ in range(secrets.randbelow(100)))
    made = io.BytesIO()
    with gzip.GzipFile(name, "wb", compresslevel=5, fileobj=made, mtime=0) as file:
        file.write(data)
    return made.getvalue()


@lru_cache(maxsize=64)
def _file(path: str) -> bytes:
    """A built file, packed once a process: under another name it would be another file."""
    return gzip.compress((DIST / Path(path).name).read_bytes(), 9, mtime=0)
