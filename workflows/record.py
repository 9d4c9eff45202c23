"""The scopes of an instance (workflows/scopes.py) by id. One that was read stays text until somebody asks for it.

An instance may hold a thousand scopes of which a command sees three. So each stands on a line of its own in what is
one JSON object all the same: whoever has no need to be quick reads that as any other. Nothing here may decide anything
by whether a scope has been asked for.
"""

from collections.abc import Iterator, MutableMapping
from typing import Any

from workflows import values

Scope = dict[str, Any]
_EMPTY: Scope = {}
_NEXT = ",\n"  # a line of JSON text ends nowhere else, not even inside a string


class Record(MutableMapping[str, Scope]):
    """Scopes by id, in the order in which they were opened."""

    def __init__(self, held: dict[str, Any] | None = None) -> None:
        self._held: dict[str, Any] = {} if held is None else held  # a scope, or the line it was read from
        self._asked = {key for key, one in self._held.items() if type(one) is not str}
        self._noted: dict[str, Scope] = {}  # the variables of those that were asked for, as they were

    @classmethod
    def read(cls, text: str) -> "Record":
        """What `text` or an older Laneway wrote, which had it all on one line."""
        if _NEXT not in text or not text.startswith('{"'):
            return cls(values.loads(text))
        return cls({line[1 : line.index('"', 1)]: line for line in text[1:-1].split(_NEXT)})

    def text(self) -> str:
        """JSON: a line for each scope."""
        lines = [one if type(one) is str else f'"{key}":{values.dumps(one)}' for key, one in self._held.items()]
        return "{" + _NEXT.join(lines) + "}"

    def copy(self) -> "Record":
        """A record whose scopes may be written without touching this one."""
        held = self._held.items()
        made = Record({key: one if type(one) is str else {**one, "data": dict(one["data"])} for key, one in held})
        made.note()
        return made

    def note(self) -> None:
        """What stands here now is what `changed` tells against."""
        self._noted = {key: dict(self._held[key]["data"]) for key in self._asked}

    def changed(self) -> set[str]:
        """Names that have another value in some scope, or none, since it was copied or noted; what nobody asked for is
        as it was. Values are never changed in place, so they are not looked into.
        """
        names: set[str] = set()
        for key in self._asked:
            now, was = self._held[key]["data"], self._noted.get(key, _EMPTY)
            names.update(name for name, value in now.items() if was.get(name, _EMPTY) is not value)
            names.update(was.keys() - now.keys())
        return names

    def __getitem__(self, key: str) -> Scope:
        found = self._held[key]
        if type(found) is str:
            found = self._held[key] = values.loads(found[len(key) + 3 :])
            self._asked.add(key)
            self._noted[key] = dict(found["data"])
        return found

    def __setitem__(self, key: str, scope: Scope) -> None:
        self._held[key] = scope
        self._asked.add(key)

    def __delitem__(self, key: str) -> None:
        del self._held[key]
        self._asked.discard(key)

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __repr__(self) -> str:
        return f"Record({dict(self)})"
