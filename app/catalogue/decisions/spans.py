"""Where every element of an XML file begins and ends, in bytes, so that a part can be exchanged and the rest stays.

For files that the loader has let in: no DOCTYPE, no deep nesting. Changes nothing itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


@dataclass
class Span:
    """An element: `name` without prefix, `prefix` with its colon; bytes start..end, its content inside..outside."""

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inside: int
    outside: int = 0
    end: int = 0
    said: str = ""
    children: list["Span"] = field(default_factory=list)

    def all(self, name: str) -> list["Span"]:
        """Children of this name."""
        return [one for one in self.children if one.name == name]

    def first(self, name: str) -> "Span | None":
        """The first of them."""
        return next(iter(self.all(name)), None)

    def walk(self) -> Iterator["Span"]:
        """This one and everything below."""
        yield self
        for one in self.children:
            yield from one.walk()

    @property
    def text(self) -> str:
        """What its `text` child says, without surrounding space."""
        said = self.first("text")
        return said.said.strip() if said else ""


def tree(data: bytes) -> Span:
    """The root. Raises expat.ExpatError for what is no XML."""
    builder = _Builder(data)
    builder.parse()
    return builder.top.children[0]


class _Builder:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.top = Span("", "", {}, 0, 0)
        self.open = [self.top]
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._finish
        self.parser.CharacterDataHandler = self._say

    def parse(self) -> None:
        self.parser.Parse(self.data, True)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        prefix, colon, local = name.rpartition(":")
        made = Span(local, prefix + colon, attributes, start, self._after(start))
        self.open[-1].children.append(made)
        self.open.append(made)

    def _finish(self, _name: str) -> None:
        span, at = self.open.pop(), self.parser.CurrentByteIndex
        empty = self.data[span.start : span.inside].endswith(b"/>")
        span.outside = span.inside if empty else at
        span.end = span.inside if empty else self._after(at)

    def _say(self, text: str) -> None:
        self.open[-1].said += text

    def _after(self, start: int) -> int:
        found = _TAG.match(self.data, start)
        return found.end() if found else start


def exchanged(data: bytes, parts: list[tuple[int, int, bytes]]) -> bytes:
    """The file with these stretches (start, end, new bytes) exchanged; they do not overlap."""
    for start, end, new in sorted(parts, reverse=True):
        data = data[:start] + new + data[end:]
    return data


def text_part(entry: Span, words: str) -> tuple[int, int, bytes]:
    """What to exchange so that an entry says something else."""
    content, said = escape(words).encode(), entry.first("text")
    if said is not None and said.outside != said.end:
        return said.inside, said.outside, content
    element = f"<{entry.prefix}text>".encode() + content + f"</{entry.prefix}text>".encode()
    if said is not None:
        return said.start, said.end, element
    if entry.outside != entry.end:
        return entry.outside, entry.outside, element
    name = f"{entry.prefix}{entry.name}"
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in entry.attributes.items())
    return entry.start, entry.end, f"<{name}{attributes}>".encode() + element + f"</{name}>".encode()


def new_id(root: Span, stem: str, taken: set[str]) -> str:
    """An id that nothing in the file has; it is added to `taken`."""
    known = {one.attributes.get("id", "") for one in root.walk()} | taken
    number = next(at for at in range(1, len(known) + 2) if f"{stem}_{at}" not in known)
    taken.add(f"{stem}_{number}")
    return f"{stem}_{number}"
