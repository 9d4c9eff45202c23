"""The scopes of an instance (workflows/scopes.py) by id. One that was read stays text until somebody asks for it.

An instance may hold a thousand scopes of which a command sees three. So each stands on a line of its own in what is
one JSON object all the same: whoever has no need to be quick reads that as any other. Nothing here may decide anything
by whether a scope has been asked for.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from workflows import values

Scope = dict[str, Any]
_NEXT = ",\n"  # a line of JSON text ends nowhere else, not even inside a string


class Record(MutableMapping[str, Scope]):
    """Scopes by id, in the order in which they were opened."""

    def __init__(self, scopes: Mapping[str, Scope] | None = None) -> None:
        self._held: dict[str, Scope | str] = dict(scopes or {})
        self._open = set(self._held)

    @classmethod
    def read(cls, text: str) -> "Record":
        """What `text` or an older Laneway wrote, which had it all on one line."""
        if not text.startswith('{"') or _NEXT not in text:
            return cls(values.loads(text))
        record = cls()
        record._held = {line[1 : line.index('"', 1)]: line for line in text[1:-1].split(_NEXT)}
        return record

    def text(self) -> str:
        """JSON: a line for each scope."""
        asked = {key: f'"{key}":{values.dumps(self._held[key])}' for key in self._open}
        return "{" + _NEXT.join((self._held | asked).values()) + "}"  # type: ignore[arg-type]

    def copy(self) -> "Record":
        """A record whose scopes may be written without touching this one."""
        copied = Record()
        copied._held = self._held | {key: {**self[key], "data": dict(self[key]["data"])} for key in self._open}
        copied._open = set(self._open)
        return copied

    def __getitem__(self, key: str) -> Scope:
        found = self._held[key]
        if isinstance(found, str):
            found = self[key] = values.loads(found[len(key) + 3 :])
        return found

    def __setitem__(self, key: str, scope: Scope) -> None:
        self._held[key] = scope
        self._open.add(key)

    def __delitem__(self, key: str) -> None:
        del self._held[key]
        self._open.discard(key)

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __repr__(self) -> str:
        return f"Record({dict(self)})"
