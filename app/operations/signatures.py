"""What a file is, by its first bytes: an allow-list of twelve kinds. Nothing is ever unpacked or parsed here.

A name that says one thing over bytes that say another is refused (ASVS 5.0.0, 5.2.2).
"""

import codecs
from pathlib import PurePath

OFFICE = "application/vnd.openxmlformats-officedocument."
#: extension -> (type, what the first bytes must be; "" is UTF-8 text without NUL)
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    "webp": ("image/webp", (b"RIFF",)),
    "docx": (OFFICE + "wordprocessingml.document", (b"PK\x03\x04",)),
    "xlsx": (OFFICE + "spreadsheetml.sheet", (b"PK\x03\x04",)),
    "pptx": (OFFICE + "presentationml.presentation", (b"PK\x03\x04",)),
    "txt": ("text/plain", ()),
    "csv": ("text/csv", ()),
    "md": ("text/markdown", ()),
    "eml": ("message/rfc822", ()),
}
HEAD = 16


class Reader:
    """Watches a file go by, chunk by chunk, and knows at its end whether it is what its name says."""

    def __init__(self, name: str) -> None:
        self._kind = KINDS.get(PurePath(name).suffix.lower().removeprefix("."))
        self._head = b""
        self._text = codecs.getincrementaldecoder("utf-8")()
        self._is_text = True

    def see(self, chunk: bytes) -> None:
        """Look at the next bytes of the file, in order."""
        self._head = (self._head + chunk)[:HEAD] if len(self._head) < HEAD else self._head
        if self._is_text:
            self._is_text = b"\0" not in chunk and self._decodes(chunk)

    def type(self) -> str | None:
        """The media type, or None when the file is of no kind that is taken."""
        if self._kind is None or not self._head:
            return None
        media, starts = self._kind
        if not starts:
            return media if self._is_text and self._decodes(b"", final=True) else None
        fits = self._head.startswith(starts) and (media != "image/webp" or self._head[8:12] == b"WEBP")
        return media if fits else None

    def _decodes(self, chunk: bytes, *, final: bool = False) -> bool:
        try:
            self._text.decode(chunk, final)
        except UnicodeDecodeError:
            return False
        return True
