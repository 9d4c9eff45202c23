"""In which signs a file is written: its byte order mark, else its declaration, else UTF-8. Reads only."""

import re

_SAID = re.compile(r"""\A(\ufeff?\s*<\?xml[^>]*encoding\s*=\s*["'])([A-Za-z0-9._-]+)""")
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}


def encoding(data: bytes) -> str:
    """The name that Python's codecs know it by, if they know it at all."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    said = _SAID.match(data[:200].decode("latin-1"))
    return said[2].lower() if said else "utf-8"


def text_of(data: bytes) -> str:
    """The file as text for a page; its declaration then says UTF-8. What cannot be read is replaced."""
    try:
        text = data.decode(encoding(data), errors="replace")
    except LookupError:
        text = data.decode(errors="replace")
    return _SAID.sub(r"\1UTF-8", text.removeprefix("\ufeff"))
