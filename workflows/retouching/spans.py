"""Where each element of a file stands, by its bytes. Reads only; a DOCTYPE or too deep a nesting is no XML here."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_DEPTH = 256
_TAG = re.compile(rb"""<(?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")

Key = tuple[str, str]


class NoSpans(Exception):
    """The bytes are not well-formed, or not in a form that is read here."""


@dataclass
class Span:
    """One element: `start` to `end`, its start tag up to `opened`, its end tag from `closing`.

    `name`: with its namespace; `declared`: the prefixes that its start tag declares.
    """

    name: str
    id: str
    start: int
    opened: int
    declared: dict[str, str]
    closing: int = 0
    end: int = 0
    children: list["Span"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether it is written as one tag (`<a/>`)."""
        return self.end == self.opened

    def all(self) -> Iterator["Span"]:
        """It and everything in it."""
        yield self
        for child in self.children:
            yield from child.all()

    def keyed(self) -> dict[Key, "Span"]:
        """Its children by name and id; by name and place among their like where they have none."""
        found: dict[Key, Span] = {}
        places: Counter[str] = Counter()
        for child in self.children:
            key = (child.name, child.id or f"#{places[child.name]}")
            places[child.name] += not child.id
            if key in found:
                raise NoSpans("two siblings have one id")
            found[key] = child
        return found


def spans(data: bytes) -> Span:
    """The root of a UTF-8 file. Raises NoSpans."""
    reader = _Reader(data)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NoSpans(str(error)) from error
    if reader.root is None:
        raise NoSpans("there is no element")
    return reader.root


def tag_end(data: bytes, at: int) -> int:
    """Where the start tag that begins at `at` ends. Raises NoSpans."""
    tag = _TAG.match(data, at)
    if tag is None:
        raise NoSpans("a tag is not read here")
    return tag.end()


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """The attributes of a start tag as they are written, values with their quotes."""
    return {match[1]: match[2] for match in _ATTRIBUTE.finditer(tag)}


def with_attributes(tag: bytes, changed: dict[bytes, bytes | None]) -> bytes:
    """The start tag with these attributes set, or left out where None; all else as it is written."""
    left = dict(changed)

    def one(match: re.Match[bytes]) -> bytes:
        if match[1] not in left:
            return match[0]
        value = left.pop(match[1])
        return b"" if value is None else match[0][: -len(match[2])] + value

    kept = _ATTRIBUTE.sub(one, tag)
    ending = b"/>" if kept.endswith(b"/>") else b">"
    more = b"".join(b" " + name + b"=" + value for name, value in left.items() if value is not None)
    return kept[: -len(ending)].rstrip() + more + ending if more else kept


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.open: list[Span] = []
        self.root: Span | None = None
        self.declared: dict[str, str] = {}
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartNamespaceDeclHandler = self._declare
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self.declared[prefix or ""] = uri or ""

    def _start(self, name: str, given: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        if len(self.open) >= MAX_DEPTH:
            raise NoSpans("it is too deep")
        made = Span(name, given.get("id", ""), at, tag_end(self.data, at), self.declared)
        self.declared = {}
        if self.open:
            self.open[-1].children.append(made)
        else:
            self.root = made
        self.open.append(made)

    def _end(self, _name: str) -> None:
        one = self.open.pop()
        one.closing = one.end = one.opened
        if not self.data[one.start : one.opened].endswith(b"/>"):
            one.closing = self.parser.CurrentByteIndex
            one.end = self.data.index(b">", one.closing) + 1

    def _refuse(self, *_given: object) -> None:
        raise NoSpans("it has a DOCTYPE")
